"""The client that talks to an endpoint: one attempt a call, and no more time than a call may take."""

from typing import TYPE_CHECKING

from summarize.engines.endpoints import Endpoint

if TYPE_CHECKING:
    import openai

CONNECT_SECONDS = 10.0
READ_SECONDS = 600.0  # a local model on two cores, with other questions queued before this one


def client(endpoint: Endpoint) -> "openai.OpenAI":
    """A client for one endpoint. Safe to share between threads; close it at the end."""
    import openai

    timeout = openai.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    # max_retries=0: there is one place that retries, and it is not this one.
    # A proxy from the environment is for the net: it must not be asked for an address on this machine.
    own = openai.DefaultHttpxClient(trust_env=False, timeout=timeout) if endpoint.is_loopback else None
    return openai.OpenAI(base_url=endpoint.base_url, api_key=endpoint.api_key, timeout=timeout, max_retries=0, http_client=own)
