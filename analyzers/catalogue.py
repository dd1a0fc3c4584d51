"""Every analyzer by its name, and the names of those that are switched off."""

from analyzers.audio_analysis import AudioAnalysis
from analyzers.audio_environment import AudioEnvironment
from analyzers.background_segmentation import BackgroundSegmentation
from analyzers.base import Analyzer
from analyzers.blip2_video_analyzer import Blip2VideoAnalyzer
from analyzers.body_pose import BodyPose
from analyzers.camera_analysis import CameraAnalysis
from analyzers.color_analysis import ColorAnalysis
from analyzers.composition_analysis import CompositionAnalysis
from analyzers.content_quality import ContentQuality
from analyzers.cut_analysis import CutAnalysis
from analyzers.eye_tracking import EyeTracking
from analyzers.object_detection import ObjectDetection
from analyzers.product_detection import ProductDetection
from analyzers.qwen2_vl_optimized import Qwen2VLOptimized
from analyzers.qwen2_vl_temporal import Qwen2VLTemporal
from analyzers.scene_segmentation import SceneSegmentation
from analyzers.sound_effects import SoundEffects
from analyzers.speech_emotion import SpeechEmotion
from analyzers.speech_flow import SpeechFlow
from analyzers.speech_rate import SpeechRate
from analyzers.speech_transcription import SpeechTranscription
from analyzers.streaming_dense_captioning import StreamingDenseCaptioning
from analyzers.text_overlay import TextOverlay
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
    "camera_analysis": CameraAnalysis,
    "color_analysis": ColorAnalysis,
    "cut_analysis": CutAnalysis,
    "scene_segmentation": SceneSegmentation,
    "visual_effects": VisualEffects,
    "audio_analysis": AudioAnalysis,
    "audio_environment": AudioEnvironment,
    "sound_effects": SoundEffects,
    "speech_flow": SpeechFlow,
    "speech_rate": SpeechRate,
    "video_llava": VideoLlava,
    "blip2_video_analyzer": Blip2VideoAnalyzer,
    "streaming_dense_captioning": StreamingDenseCaptioning,
    "body_pose": BodyPose,
    "composition_analysis": CompositionAnalysis,
}

DISABLED: tuple[str, ...] = (
    "video_llava",
    "blip2_video_analyzer",
    "streaming_dense_captioning",
    "body_pose",
    "composition_analysis",
)
