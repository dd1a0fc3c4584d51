"""Which objects are seen, and where."""

from analyzers.yolo import YoloAnalyzer


class ObjectDetection(YoloAnalyzer):
    """Finds the 80 kinds of objects of COCO (https://cocodataset.org) once a second."""

    name = "object_detection"
    model_id = "yolov8x.pt"
