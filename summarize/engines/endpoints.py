"""Where a model answers: from a name such as `openai/gpt-5-mini` to an address and a key."""

import os
from collections.abc import Mapping
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from summarize import redaction
from summarize.errors import UsageError

Mode = Literal["JSON_SCHEMA", "JSON"]
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
NO_KEY = "none"  # the client insists on a key; a server of one's own does not


class Provider(NamedTuple):
    """An OpenAI-compatible service: its address, the environment variable with its key, how it takes a schema."""

    base_url: str
    key: str | None
    mode: Mode = "JSON_SCHEMA"


# The prefixes are instructor's own; addresses from instructor 1.17 or the service's documentation. Only services that
# speak chat completions: for the others instructor needs a further package each.
PROVIDERS: Mapping[str, Provider] = {
    "cerebras": Provider("https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"),
    "deepseek": Provider("https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", mode="JSON"),  # takes no schema
    "fireworks": Provider("https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY"),
    "google": Provider("https://generativelanguage.googleapis.com/v1beta/openai", "GOOGLE_API_KEY"),
    "groq": Provider("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    "mistral": Provider("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "ollama": Provider("http://localhost:11434/v1", None),
    "openai": Provider("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "openrouter": Provider("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "together": Provider("https://api.together.xyz/v1", "TOGETHER_API_KEY"),
    "xai": Provider("https://api.x.ai/v1", "XAI_API_KEY"),
}


class Endpoint(NamedTuple):
    """A model as its server knows it. `name` tells it apart from all others; `provider` is set where prices are known."""

    name: str
    model: str
    base_url: str
    api_key: str = NO_KEY
    key_variable: str = "OPENAI_API_KEY"
    provider: str | None = None
    mode: Mode = "JSON_SCHEMA"

    @property
    def host(self) -> str:
        """The host and port alone: what a message may show."""
        parts = urlsplit(self.base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def is_loopback(self) -> bool:
        """Whether the address is this machine's own."""
        return urlsplit(self.base_url).hostname in LOOPBACK


def endpoint(model: str, *, base_url: str | None = None, environ: Mapping[str, str] = os.environ) -> Endpoint:
    """Find the endpoint of `provider/model`.

    At an address of one's own (`base_url`), the name is the server's own for the model, slashes and all: `google/gemma-3` and
    `openai/gpt-oss` mean no provider there, and no provider's key is sent, but `OPENAI_API_KEY`. `OPENAI_BASE_URL` is another
    address of OpenAI's: for `openai/…`, whose prefix is not sent, and for names without a known provider. A missing key is no
    error here: a server of one's own needs none, and the others say so. Raises UsageError.
    """
    prefix, _, rest = model.partition("/")
    known = PROVIDERS.get(prefix) if rest and not base_url else None
    if known is None or prefix == "openai":
        base_url = base_url or environ.get("OPENAI_BASE_URL") or None
    if known is None and base_url is None:
        raise UsageError(
            f"no model {model!r}: a model is named PROVIDER/MODEL, such as openai/gpt-5-mini; "
            f"providers: {', '.join(PROVIDERS)}; any other server: --base-url URL"
        )
    provider = known or PROVIDERS["openai"]
    url = _address(base_url or provider.base_url)
    own = url == provider.base_url
    return Endpoint(
        name=model if own else f"{model} at {redaction.address(url)}",
        model=rest if known else model,
        base_url=url,
        api_key=_key(provider.key, environ),
        key_variable=provider.key or "OPENAI_API_KEY",
        provider=prefix if own and known else None,
        mode=provider.mode,
    )


def _key(variable: str | None, environ: Mapping[str, str]) -> str:
    key = environ.get(variable or "", "").strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise UsageError(f"{variable} holds no key: there is a space in it, or a sign that no key has; copy it again")
    return key or NO_KEY


def _address(url: str) -> str:
    url = url.strip()
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is none, a bracket that does not close
        whole = False
    if {"?", "#"} & set(url):
        raise UsageError("a base URL has no ? and no # in it: give the key as OPENAI_API_KEY")
    if not whole or " " in url or not url.isprintable():
        raise UsageError(f"no address {url.rpartition('@')[2]!r}: a base URL looks like http://localhost:8080/v1")
    if parts.username or parts.password:
        raise UsageError("a base URL holds no user name and no password: give the key as OPENAI_API_KEY")
    return url.rstrip("/")
