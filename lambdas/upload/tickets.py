"""Permissions to upload: one key, one type, a few minutes, and so many a day."""

from lambdas.upload import rules, store
from lambdas.upload.models import NewUpload, Ticket
from lambdas.upload.resources import Resources
from shared.lambdas.operations import Visit
from shared.models.ids import UserId, uuid7
from shared.models.problem import RateLimited


def issue(resources: Resources, visit: Visit, user_id: UserId, form: NewUpload) -> Ticket:
    upload_id = uuid7()
    with resources.database.transaction() as conn:
        store.lock_quota(conn, user_id)
        usage = store.select_usage(conn, user_id, visit.now - rules.QUOTA_WINDOW)
        wait = rules.wait_for_quota(
            usage.begun, usage.oldest, most=resources.settings.uploads_per_day, now=visit.now
        )
        if wait is not None:
            raise RateLimited(
                "That is all you can upload in a day.", code="upload_quota", retry_after=wait
            )
        store.insert_upload(conn, upload_id, user_id, form, visit.now)

    post = resources.bucket.post_form(
        rules.quarantine_key(user_id, upload_id),
        form.content_type,
        largest=rules.LARGEST_BYTES,
        lifetime=rules.TICKET_LIFETIME,
    )
    return Ticket(
        upload_id=upload_id,
        url=post.url,
        fields=post.fields,
        largest_bytes=rules.LARGEST_BYTES,
        expires_at=visit.now + rules.TICKET_LIFETIME,
    )
