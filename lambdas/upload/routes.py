"""Every upload endpoint, once. The resolver and the OpenAPI document are both made from this."""

from http import HTTPStatus

from lambdas.upload import tickets, viewing
from lambdas.upload.models import NewUpload, Ticket, UploadView
from lambdas.upload.resources import Resources
from shared.lambdas import operations as api
from shared.lambdas.operations import Answer

Call = api.Call[Resources]
Operation = api.Operation[Resources]


def begin(call: Call) -> Answer:
    return Answer(tickets.issue(call.resources, call.visit, call.user.user_id, call.body))


def show(call: Call) -> Answer:
    return Answer(viewing.show(call.resources, call.visit, call.user, call.id("upload_id")))


_OPERATIONS = (
    Operation("/uploads", "Get a form to upload one picture with.",
              NewUpload, Ticket, HTTPStatus.CREATED, begin, signed_in=True),
    Operation("/uploads/{upload_id}", "See what became of an upload, and its picture.",
              None, UploadView, HTTPStatus.OK, show, signed_in=True, method="GET"),
)  # fmt: skip


def operations() -> tuple[Operation, ...]:
    """Every operation of this function."""
    return _OPERATIONS
