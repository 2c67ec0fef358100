# sitrep in one image; a container's command says which role it plays.
FROM python:3.12-slim AS build
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable .

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --create-home --uid 10001 sitrep && install -d -o sitrep -g sitrep /data
COPY --from=build /venv /venv
COPY --from=build /app /app
USER sitrep
WORKDIR /app
VOLUME /data
EXPOSE 8300
ENTRYPOINT ["sitrep"]
CMD ["run"]
