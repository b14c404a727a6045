"""What is saved in a job whose attempt has failed."""

import structlog

from function.database.queue import Attempt
from function.errors import KairoError
from function.faults import Faults
from function.observability.logs import describe_exception

log = structlog.get_logger()


def explain_failure(error: Exception, attempt: Attempt, faults: Faults) -> KairoError:
    """Return the error to save in the job: the machine's, if it is at fault."""
    if fault := faults.explain(error):
        return type(fault)(f"Document {attempt.document_id} must wait. {fault}")
    if isinstance(error, KairoError):
        return error
    log.error("attempt_broke", **describe_exception(error))
    return KairoError(
        f"Document {attempt.document_id} could not be processed because of an internal error "
        f"({type(error).__name__}). It is retried; the function's log says where it happened."
    )
