"""PaddleOCR as it comes, with the weights that the project has and its own order of lines.

Unwarping and the classifier of text lines are off: their weights are not in any package.
"""

from importlib.metadata import version
from pathlib import Path

from benchmarks.peers import serve
from function.models.locate import ocr_model_files
from function.reading.ocr import import_paddleocr
from tests.integration.paper import make_settings


def main() -> None:
    files = ocr_model_files(make_settings())
    ocr = import_paddleocr().PaddleOCR(
        engine="onnxruntime",
        text_detection_model_name=files.detection_name,
        text_detection_model_dir=str(files.detection),
        text_recognition_model_name=files.recognition_name,
        text_recognition_model_dir=str(files.recognition),
        doc_orientation_classify_model_name=files.orientation_name,
        doc_orientation_classify_model_dir=str(files.orientation),
        use_doc_unwarping=False,
        use_textline_orientation=False,
    )

    def read(path: Path) -> str:
        return "\n".join(ocr.predict(str(path))[0]["rec_texts"])

    serve(version("paddleocr"), read)


if __name__ == "__main__":
    main()
