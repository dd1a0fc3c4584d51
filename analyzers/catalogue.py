"""Every analyzer by its name, and the names of those that are switched off."""

from analyzers.age_estimation import AgeEstimation
from analyzers.audio_analysis import AudioAnalysis
from analyzers.audio_environment import AudioEnvironment
from analyzers.audio_visual_sync import AudioVisualSync
from analyzers.auroracap_analyzer import AuroracapAnalyzer
from analyzers.background_segmentation import BackgroundSegmentation
from analyzers.base import Analyzer
from analyzers.blip2_video_analyzer import Blip2VideoAnalyzer
from analyzers.body_language import BodyLanguage
from analyzers.body_pose import BodyPose
from analyzers.camera_analysis import CameraAnalysis
from analyzers.color_analysis import ColorAnalysis
from analyzers.comment_cta_detection import CommentCtaDetection
from analyzers.composition_analysis import CompositionAnalysis
from analyzers.content_quality import ContentQuality
from analyzers.cut_analysis import CutAnalysis
from analyzers.depth_estimation import DepthEstimation
from analyzers.emotion_detection import EmotionDetection
from analyzers.eye_tracking import EyeTracking
from analyzers.face_detection import FaceDetection
from analyzers.facial_details import FacialDetails
from analyzers.gesture_recognition import GestureRecognition
from analyzers.hand_gesture import HandGesture
from analyzers.object_detection import ObjectDetection
from analyzers.product_detection import ProductDetection
from analyzers.qwen2_vl_optimized import Qwen2VLOptimized
from analyzers.qwen2_vl_temporal import Qwen2VLTemporal
from analyzers.scene_description import SceneDescription
from analyzers.scene_segmentation import SceneSegmentation
from analyzers.sound_effects import SoundEffects
from analyzers.speech_emotion import SpeechEmotion
from analyzers.speech_flow import SpeechFlow
from analyzers.speech_rate import SpeechRate
from analyzers.speech_transcription import SpeechTranscription
from analyzers.streaming_dense_captioning import StreamingDenseCaptioning
from analyzers.tarsier_video_description import TarsierVideoDescription
from analyzers.temporal_consistency import TemporalConsistency
from analyzers.temporal_flow import TemporalFlow
from analyzers.text_overlay import TextOverlay
from analyzers.trend_analysis import TrendAnalysis
from analyzers.video_llava import VideoLlava
from analyzers.visual_effects import VisualEffects

ANALYZERS: dict[str, type[Analyzer]] = {
    "qwen2_vl_temporal": Qwen2VLTemporal,
    "qwen2_vl_optimized": Qwen2VLOptimized,
    "object_detection": ObjectDetection,
    "product_detection": ProductDetection,
    "text_overlay": TextOverlay,
    "speech_transcription": SpeechTranscription,
    "background_segmentation": BackgroundSegmentation,
    "content_quality": ContentQuality,
    "speech_emotion": SpeechEmotion,
    "eye_tracking": EyeTracking,
    "age_estimation": AgeEstimation,
    "audio_analysis": AudioAnalysis,
    "audio_environment": AudioEnvironment,
    "camera_analysis": CameraAnalysis,
    "color_analysis": ColorAnalysis,
    "comment_cta_detection": CommentCtaDetection,
    "cut_analysis": CutAnalysis,
    "scene_segmentation": SceneSegmentation,
    "sound_effects": SoundEffects,
    "speech_flow": SpeechFlow,
    "speech_rate": SpeechRate,
    "temporal_flow": TemporalFlow,
    "visual_effects": VisualEffects,
    "video_llava": VideoLlava,
    "blip2_video_analyzer": Blip2VideoAnalyzer,
    "streaming_dense_captioning": StreamingDenseCaptioning,
    "body_pose": BodyPose,
    "composition_analysis": CompositionAnalysis,
    "face_detection": FaceDetection,
    "emotion_detection": EmotionDetection,
    "facial_details": FacialDetails,
    "hand_gesture": HandGesture,
    "gesture_recognition": GestureRecognition,
    "body_language": BodyLanguage,
    "depth_estimation": DepthEstimation,
    "temporal_consistency": TemporalConsistency,
    "audio_visual_sync": AudioVisualSync,
    "trend_analysis": TrendAnalysis,
    "scene_description": SceneDescription,
    "auroracap_analyzer": AuroracapAnalyzer,
    "tarsier_video_description": TarsierVideoDescription,
}

DISABLED: tuple[str, ...] = (
    "video_llava",
    "blip2_video_analyzer",
    "streaming_dense_captioning",
    "body_pose",
    "composition_analysis",
    "face_detection",
    "emotion_detection",
    "facial_details",
    "hand_gesture",
    "gesture_recognition",
    "body_language",
    "depth_estimation",
    "temporal_consistency",
    "audio_visual_sync",
    "trend_analysis",
    "scene_description",
    "auroracap_analyzer",
    "tarsier_video_description",
)
