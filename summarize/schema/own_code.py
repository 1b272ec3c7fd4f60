"""What a user's own code says when it fails, and it may raise anything: a module, a class that is read, a validator."""


def said(error: BaseException) -> str:
    """What an error is and says, in one line."""
    return ": ".join(filter(None, (type(error).__name__, words(error))))


def words(error: BaseException) -> str:
    """What an error says, in one line, without Pydantic's pointer to its pages; nothing, where it fails to say it."""
    try:
        return " ".join(str(error).partition("For further")[0].split())
    except Exception:  # noqa: BLE001  a class of errors of the user's may do anything when it is printed
        return ""
