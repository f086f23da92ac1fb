"""The error of what cannot be read as news."""


class UnfitError(ValueError):
    """This cannot be read as news; the text says why, as a clause after the name of the file.

    It stands alone, since it crosses from another process.
    """
