"""The upload function with a real PostgreSQL and an in-process S3 and SQS, called by events."""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws
from PIL import Image

from lambdas.upload import handler
from lambdas.upload.resources import Resources, resources

BUCKET = "unlit-media"


class Storage:
    """The bucket, and the queue it writes to, as a test arranges and looks at them."""

    def __init__(self) -> None:
        self.s3 = boto3.client("s3", region_name="us-east-1")
        self.sqs = boto3.client("sqs", region_name="us-east-1")
        self.s3.create_bucket(Bucket=BUCKET)
        self.queue_url = self.sqs.create_queue(QueueName="unlit-media-arrivals")["QueueUrl"]
        attributes = self.sqs.get_queue_attributes(
            QueueUrl=self.queue_url, AttributeNames=["QueueArn"]
        )
        self.s3.put_bucket_notification_configuration(
            Bucket=BUCKET,
            NotificationConfiguration={
                "QueueConfigurations": [
                    {
                        "QueueArn": attributes["Attributes"]["QueueArn"],
                        "Events": ["s3:ObjectCreated:*"],
                        "Filter": {
                            "Key": {"FilterRules": [{"Name": "prefix", "Value": "quarantine/"}]}
                        },
                    }
                ]
            },
        )
        self.messages()  # the rehearsal

    def put(self, key: str, content: bytes, content_type: str = "image/png") -> None:
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=content, ContentType=content_type)

    def get(self, key: str) -> dict[str, Any]:
        return self.s3.get_object(Bucket=BUCKET, Key=key)

    def content(self, key: str) -> bytes:
        return self.get(key)["Body"].read()

    def stored(self) -> list[str]:
        entries = self.s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return [entry["Key"] for entry in entries]

    def messages(self) -> list[str]:
        """What S3 wrote to the queue since the last look."""
        found = []
        while batch := self.sqs.receive_message(
            QueueUrl=self.queue_url, MaxNumberOfMessages=10
        ).get("Messages"):
            found += [message["Body"] for message in batch]
        return found


@pytest.fixture(scope="module")
def bucket() -> Iterator[Storage]:
    with mock_aws():
        yield Storage()


@pytest.fixture
def storage(bucket: Storage) -> Iterator[Storage]:
    """An empty bucket, and an empty queue."""
    yield bucket
    bucket.messages()
    for key in bucket.stored():
        bucket.s3.delete_object(Bucket=BUCKET, Key=key)


@pytest.fixture(scope="module")
def upload(bucket: Storage, postgres_dsn: str, jwks_url: str) -> Iterator[Resources]:
    """The function's resources, built from its environment as in production."""
    environment = {
        "MODE": "local",
        "POSTGRES_DSN": postgres_dsn,
        "MEDIA_BUCKET": BUCKET,
        "UPLOADS_PER_DAY": "5",
        "TOKEN_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests",
        "TOKEN_JWKS_URL": jwks_url,
        "TOKEN_CLIENT_IDS": json.dumps(["the-web-app"]),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        resources.cache_clear()
        built = resources()
    yield built
    built.database.close()
    resources.cache_clear()


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, list[str]]
    text: str

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.text)
        return document

    @property
    def code(self) -> tuple[int, str]:
        return self.status, self.json["code"]


@pytest.fixture
def call(upload: Resources, as_user: Callable[..., dict[str, str]]) -> Callable[..., Reply]:
    """Send a request through API Gateway's eyes, as somebody or as nobody."""

    def send(
        method: str, path: str, user_id: uuid.UUID | None = None, body: Any = None, **claims: Any
    ) -> Reply:
        headers = {"Content-Type": "application/json"}
        headers |= as_user(user_id, **claims) if user_id else {}
        event = {
            "resource": "/{proxy+}",
            "httpMethod": method,
            "path": f"/api/v1{path}",
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "queryStringParameters": None,
            "multiValueQueryStringParameters": None,
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "identity": {"sourceIp": "203.0.113.7"},
                "stage": "v1",
            },
            "body": None if body is None else json.dumps(body),
            "isBase64Encoded": False,
        }
        result = handler.on_request(event, SimpleNamespace())
        return Reply(result["statusCode"], result["multiValueHeaders"], result["body"])

    return send


@pytest.fixture
def join(database: Any) -> Callable[..., uuid.UUID]:
    """Make somebody who has an account."""

    def make(status: str = "active") -> uuid.UUID:
        user_id = uuid.uuid4()
        database.execute(
            """
            INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale, status)
            VALUES (%s, %s, 'Mai', '1990-05-17', 'vi', %s)
            """,
            [user_id, f"{user_id}@people.example", status],
        )
        return user_id

    return make


@pytest.fixture
def member(join: Callable[..., uuid.UUID]) -> uuid.UUID:
    return join()


@pytest.fixture
def begin(call: Callable[..., Reply], member: uuid.UUID) -> Callable[..., dict[str, Any]]:
    """Get a ticket."""

    def get(content_type: str = "image/png", purpose: str = "avatar") -> dict[str, Any]:
        reply = call("POST", "/uploads", member, {"purpose": purpose, "content_type": content_type})
        assert reply.status == 201, reply.text
        return reply.json

    return get


@pytest.fixture
def deliver(upload: Resources, storage: Storage) -> Callable[..., list[str]]:
    """Hand messages (those that wait, if none are given) to the function; return what failed."""

    def send(*bodies: str) -> list[str]:
        records = [
            {
                "messageId": str(number),
                "receiptHandle": "handle",
                "body": body,
                "attributes": {},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:unlit-media-arrivals",
                "awsRegion": "us-east-1",
            }
            for number, body in enumerate(bodies or storage.messages())
        ]
        answer = handler.on_objects({"Records": records}, SimpleNamespace())
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    return send


@pytest.fixture
def submit(
    begin: Callable[..., dict[str, Any]], storage: Storage, deliver: Callable[..., list[str]]
) -> Callable[..., str]:
    """Upload something, have it judged, and return the upload's id."""

    def post(content: bytes, content_type: str = "image/png", **form: str) -> str:
        ticket = begin(content_type, **form)
        storage.put(ticket["fields"]["key"], content, content_type)
        assert deliver() == []
        return str(ticket["upload_id"])

    return post


@pytest.fixture
def view(call: Callable[..., Reply], member: uuid.UUID) -> Callable[[str], dict[str, Any]]:
    """What the owner sees of an upload."""

    def get(upload_id: str) -> dict[str, Any]:
        reply = call("GET", f"/uploads/{upload_id}", member)
        assert reply.status == 200, reply.text
        return reply.json

    return get


@pytest.fixture
def events(database: Any) -> Callable[[str], list[dict[str, Any]]]:
    """The events that wait to be announced about an upload."""

    def of(upload_id: str) -> list[dict[str, Any]]:
        rows = database.execute(
            "SELECT payload FROM messaging.outbox WHERE payload->>'upload_id' = %s", [upload_id]
        )
        return [payload for (payload,) in rows]

    return of


@pytest.fixture(scope="session")
def picture() -> Callable[..., bytes]:
    """A file that shows a red left half and a blue right half."""

    def make(
        kind: str = "PNG", size: tuple[int, int] = (64, 32), mode: str = "RGB", **options: Any
    ) -> bytes:
        image = Image.new("RGB", size, (220, 20, 20))
        image.paste((20, 20, 220), (size[0] // 2, 0, size[0], size[1]))
        target = BytesIO()
        image.convert(mode).save(target, kind, **options)
        return target.getvalue()

    return make


@pytest.fixture
def log(upload: Resources, monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the function logs from now on."""
    stream = StringIO()
    monkeypatch.setattr(upload.logger.registered_handler, "stream", stream)
    return stream
