# The function with its weights: `docker build -t kairo-ocr .`. It needs no network for models at run time. For both
# platforms: `docker buildx build --platform linux/amd64,linux/arm64 -t <registry>/kairo-ocr --push .`
#
# 2.5 GB, compressed 0.9 GB: torch 0.59 (embeddings), the weights 0.54, what PaddleX and sentence-transformers import 0.61
# (transformers, OpenCV, SciPy, modelscope, sympy, pandas, scikit-learn), OpenVINO 0.13 and ONNX Runtime 0.08 (OCR),
# PyMuPDF 0.07, a hundred small packages 0.3, the base 0.15. 0.35 of it is bytecode, which cannot be written at run time.
# A release's workflow gives it with its digest (.github/workflows/image.yml).
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
# One directory for the second stage to copy.
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH

WORKDIR /app
COPY requirements/runtime.txt requirements/headless.txt requirements/
# --no-deps: the lock names everything except torch, with a hash for each package.
# The second line replaces OpenCV with the build that needs no display (requirements/README.md); nothing loads the 90 MB
# of libraries bundled with the first any more. Wheels for aarch64 lack some of what is removed here and below, hence -f.
RUN pip install --no-deps --require-hashes -r requirements/runtime.txt \
    && pip install --no-deps --require-hashes --force-reinstall -r requirements/headless.txt \
    && rm -rf /opt/venv/lib/python3.11/site-packages/opencv_contrib_python.libs \
    && python -c "import cv2"

# Not in the lock, since each build has its own hash. PyTorch's index has the CPU build; with an empty TORCH_INDEX_URL
# pip's own configuration decides, and may bring gigabytes of CUDA. Its dependencies are installed already.
ARG TORCH_VERSION=2.13.0
ARG TORCH_INDEX_URL=https://download.pytorch.org/whl/cpu
# Removed: torch's C++ headers and its programs, except the one it looks for when imported (195 MB); the tests of all
# packages (160 MB); OpenVINO's plugins for graphics and neural processors (60 MB).
RUN pip install ${TORCH_INDEX_URL:+--index-url "$TORCH_INDEX_URL"} "torch==$TORCH_VERSION" \
    && cd /opt/venv/lib/python3.11/site-packages \
    && rm -rf torch/test torch/include openvino/libs/libopenvino_intel_[gn]pu_plugin.so openvino/libs/cache.json \
    && if [ -d torch/bin ]; then find torch/bin -type f ! -name torch_shm_manager -delete; fi \
    && find . -type d -name tests -prune -exec rm -r {} + \
    # Tests by other names, with sample keys that scanners of secrets report.
    && rm -rf Crypto/SelfTest future/backports/test \
    && python -c "import torch, openvino, scipy.stats, sklearn, pandas, transformers; openvino.Core()"

# PADDLE=1 adds PaddleOCR's own engine (OCR_ENGINE=paddle): 1 GB that the other engines do not need.
ARG PADDLE=
RUN if [ "$PADDLE" = 1 ]; then \
        pip freeze > /tmp/installed.txt && pip install -c /tmp/installed.txt paddlepaddle==3.2.2; \
    fi

# Before the rest of the code, so that a change there does not fetch 0.5 GB again.
COPY function/__init__.py function/errors.py function/
COPY function/models function/models
ENV MODELS_DIR=/opt/models
RUN python -m function.models fetch && python -m function.models verify

COPY function function
COPY supabase/migrations supabase/migrations
COPY gunicorn.conf.py ./
# Models other than the defaults come from the hub here, or the build fails: a running container fetches nothing.
# The function's own check looks for them; it wants settings that a build does not have, hence the placeholders.
ARG OCR_ENGINE=openvino
ARG OCR_MODEL=small
ARG EMBEDDINGS_MODEL=multilingual-e5-small
ARG RERANK_MODEL=
RUN DATABASE_URL=- SUPABASE_URL=http://- SUPABASE_SERVICE_ROLE_KEY=- FUNCTION_TOKEN=---------------- python -c \
        "from function.models.locate import check_models; from function.settings import load_settings; \
         check_models(load_settings())" \
    # The root file system is read-only at run time, so bytecode is written now.
    && python -m compileall -q function gunicorn.conf.py \
    # Nothing is installed into a running container.
    && pip uninstall --yes --quiet pip


FROM ${BASE}
# paddlepaddle is the only package that does not bring its own OpenMP.
ARG PADDLE=
RUN if [ "$PADDLE" = 1 ]; then \
        apt-get update && apt-get install --yes --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*; \
    fi \
    # The home directory is the only writable place: PaddleX makes a cache there when imported.
    && groupadd --gid 10001 kairo \
    && useradd --uid 10001 --gid 10001 --home-dir /tmp --no-create-home --shell /usr/sbin/nologin kairo

WORKDIR /app
# Owned by root: the function cannot change its own code or weights.
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/models /opt/models
COPY --from=build /app/function /app/function
COPY --from=build /app/supabase /app/supabase
COPY --from=build /app/gunicorn.conf.py /app/gunicorn.conf.py
# Where a .env made for a checkout expects the weights (`docker run --env-file .env`).
RUN mkdir .local && ln -s /opt/models .local/models

ARG OCR_ENGINE=openvino
ARG OCR_MODEL=small
ARG EMBEDDINGS_MODEL=multilingual-e5-small
ARG RERANK_MODEL=
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    MODELS_DIR=/opt/models \
    OCR_ENGINE=${OCR_ENGINE} \
    OCR_MODEL=${OCR_MODEL} \
    EMBEDDINGS_MODEL=${EMBEDDINGS_MODEL} \
    RERANK_MODEL=${RERANK_MODEL} \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    # The same as in gunicorn.conf.py, for every other command that runs in this image.
    OMP_WAIT_POLICY=PASSIVE \
    GOMP_SPINCOUNT=0 \
    PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK=True

# Last, because they differ in every build.
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=unknown
ARG BASE
LABEL org.opencontainers.image.title="Kairo OCR" \
      org.opencontainers.image.description="A document-intelligence function for Supabase" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${BASE}"

USER 10001:10001
EXPOSE 8080
# It answers once the models are loaded, which can take a minute or two on a small server with a cold disk.
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s --retries=3 \
    CMD ["python", "-I", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + (os.environ.get('PORT') or '8080') + '/health/live', timeout=4)"]
# Other commands of function/__main__.py: `docker compose run --rm function doctor`, `… function migrate`.
ENTRYPOINT ["python", "-m", "function"]
CMD ["serve"]
