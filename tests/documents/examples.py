"""A small registry that fills every section of a document."""

from modelpolicy.registry.read import parse_registry

REGISTRY = parse_registry(
    """\
format: modelpolicy-registry/1
analyzers:
  faces: {status: enabled, purpose: {de: Gesichter, en: Faces}, models: [hf:acme/faces]}
  faces_fast: {status: enabled, purpose: {de: Gesichter, en: Faces}, models: [hf:acme/faces]}
  words: {status: enabled, models: [easyocr:de, easyocr:en], note: Two readers}
  mesh: {status: enabled, models: [bundled:mediapipe/face_mesh]}
  colours: {status: enabled, method: {de: Farbzählung, en: Colour counting}}
  poses: {status: disabled, models: [ultralytics:yolov8x-pose.pt]}
  shared: {status: disabled, models: [hf:acme/faces]}
  giant: {status: disabled, models: [hf:acme/giant]}
  puzzling: {status: disabled, models: [hf:acme/unmeasured]}
  edges: {status: disabled, method: Sobel, size: ~5MB}
models:
  hf:acme/faces: {title: Faces, kind: Detection, size: ~300MB, deletion: allowed}
  easyocr:de: {title: EasyOCR, size: ~64MB, per: {de: Sprache, en: language}}
  easyocr:en: {title: EasyOCR, size: ~64MB, per: {de: Sprache, en: language}, paths: [~/x/english_g2.pth]}
  bundled:mediapipe/face_mesh: {title: MediaPipe Face Mesh, size: ~10MB}
  ultralytics:yolov8x-pose.pt: {title: Pose, size: 99MB, deletion: allowed, paths: [./yolov8x-pose.pt]}
  hf:acme/giant: {title: Giant, size: ~14GB, deletion: allowed}
  hf:acme/unmeasured: {}
  hf:acme/kept: {title: Kept, size: 1GB, deletion: forbidden}
""".encode(),
    "policies/registry.yaml",
).registry
