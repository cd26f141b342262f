"""What Cluster Atlas raises: every message says where, what, and what to do."""


class ClusterAtlasError(Exception):
    """Root of what Cluster Atlas raises; its text is fit to show to a user."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: its text, without the calls that led there."""
        return [f"{type(self).__name__}: {self}"]


class InvalidSetting(ClusterAtlasError):
    """A setting from the environment or the command line that cannot be used."""


class InvalidModel(ClusterAtlasError):
    """A schema file that does not describe a kind or a link."""


class InvalidRecord(ClusterAtlasError):
    """A record the model refuses."""


class InvalidSource(ClusterAtlasError):
    """A source whose description or files cannot be read."""


class ShrunkSource(InvalidSource):
    """A source that suddenly says far less than before, as a file does that was cut off; carries both numbers."""

    def __init__(self, message: str, facts: int = 0, before: int = 0) -> None:
        super().__init__(message)
        self.facts = facts
        """Facts it says now."""
        self.before = before
        """Facts it said when it was last loaded whole."""


class NotWritten(ClusterAtlasError):
    """A file that could not be written, as where the disk is full."""


class ProcessEnded(ClusterAtlasError):
    """A process that did part of the work and ended before it was done."""


class InvalidJudgement(ClusterAtlasError):
    """A judgement on who is the same as whom that cannot be made, or contradicts another."""


class InvalidQuery(ClusterAtlasError):
    """A saved query whose header is wrong, or a parameter that does not fit it."""


class UnsafeQuery(ClusterAtlasError):
    """Cypher that would do more than read the graph."""


class QueryFailed(ClusterAtlasError):
    """A query the database did not answer; carries the query's name and text."""

    def __init__(self, message: str, name: str = "", text: str = "", *, refused: bool = False) -> None:
        super().__init__(message)
        self.name = name
        self.text = text
        self.refused = refused
        """Whether the account is not allowed to do it."""


class NotFound(ClusterAtlasError):
    """A name or id that nothing in the graph answers to."""


class ServerUnavailable(ClusterAtlasError):
    """No Neo4j answers where one was expected."""


class DatabaseStuck(ServerUnavailable):
    """A Neo4j that does nothing more until it is started again, as when its disk was full."""


class InstallFailed(ClusterAtlasError):
    """The local Neo4j could not be fetched or checked."""


class ImportFailed(ClusterAtlasError):
    """Neo4j's bulk importer could not be given, or could not take, what was to be loaded at once."""
