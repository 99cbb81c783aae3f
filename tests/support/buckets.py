"""Buckets of a server that speaks S3, on this machine."""

from contextlib import contextmanager
from uuid import uuid4

import boto3
from moto.server import ThreadedMotoServer

from newsroom.file_storage import bucket


@contextmanager
def s3_server():
    """The address of a server that is empty."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def new_bucket(endpoint):
    """``MEDIA_STORAGE`` of a new bucket."""
    name = f"newsroom-{uuid4().hex[:8]}"
    key = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **key)
    client.create_bucket(Bucket=name)
    return f"s3://key:secret@{name}/media?endpoint={endpoint}&region=us-east-1"


def use(settings, address):
    """Let the newsroom keep its files there."""
    settings.STORAGES = {**settings.STORAGES, "default": bucket(address)}
