"""The server: routes, envelopes, faults, and the control endpoints for tests.

`/bot<token>/<method>` is the Bot API. What begins with `/_` belongs to the test: `GET /_health`,
`/_calls`, `/_journal` (with `lines` and `seconds` it waits); `POST /_chats`, `/_faults`, `/_limits`, `/_updates`.
"""

import asyncio
import json
from dataclasses import dataclass

from tests.fake_telegram.call import Call
from tests.fake_telegram.chats import read_chat
from tests.fake_telegram.errors import ApiError, bad_request
from tests.fake_telegram.faults import Fault, How, read_plan
from tests.fake_telegram.happening import happen
from tests.fake_telegram.methods import perform
from tests.fake_telegram.wire import Answer, Request, parameters_of, read_request
from tests.fake_telegram.world import World

_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True, slots=True)
class Server:
    """Answers connections out of one world."""

    world: World

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection until it closes or a fault cuts it."""
        try:
            while request := await read_request(reader):
                answer = await self.answer(request)
                if answer is None:
                    break
                writer.write(answer.to_bytes())
                await writer.drain()
        except ValueError as error:
            writer.write(envelope(ApiError(400, f"Bad Request: {error}")).to_bytes())
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def answer(self, request: Request) -> Answer | None:
        """What to answer; None to cut the connection."""
        if not request.path.startswith("/_"):
            try:
                return await self._answer_call(self._call(request))
            except ApiError as error:
                return envelope(error)
        try:
            return await self._control(request)
        except (KeyError, TypeError, ValueError) as error:
            return envelope(ApiError(400, f"Bad Request: {error!r}"))

    def _call(self, request: Request) -> Call:
        """The call that a request makes. Raises `ApiError`."""
        token, _, method = request.path.removeprefix("/bot").partition("/")
        if not request.path.startswith("/bot") or ":" not in token:
            raise ApiError(404, "Not Found")
        if token != self.world.token:
            raise ApiError(401, "Unauthorized")
        if request.verb not in {"GET", "POST"}:
            raise ApiError(405, "Method Not Allowed")
        try:
            return Call(method, *parameters_of(request))
        except ValueError as error:
            raise bad_request("Strings must be encoded in UTF-8") from error

    async def _answer_call(self, call: Call) -> Answer | None:
        """Let the plan strike, before the call counts or after."""
        log = {"method": call.method, "chat": call.text("chat_id"), "status": 0}
        self.world.calls.append(log)
        fault = self.world.plan.strike(call.method, call.text("chat_id"))
        answer = None
        if fault is None:
            answer = await self._perform(call)
        elif fault.how in {How.STATUS, How.DROP_BEFORE, How.HTML}:
            answer = _struck(fault, None)
        else:
            if fault.how is How.DELAY_BEFORE:
                await asyncio.sleep(fault.seconds)
            accepted = await self._perform(call)
            if fault.how is How.DELAY_AFTER:
                await asyncio.sleep(fault.seconds)
            answer = _struck(fault, accepted)
        log["status"] = answer.status if answer else 0
        return answer

    async def _perform(self, call: Call) -> Answer:
        try:
            return envelope(await perform(self.world, call))
        except ApiError as error:
            return envelope(error)

    async def _control(self, request: Request) -> Answer:
        """What a test asks of the server itself."""
        world = self.world
        given = json.loads(request.body or b"null")
        match request.path:
            case "/_health":
                return _json({"ok": True})
            case "/_journal":
                wanted, _ = parameters_of(request)
                lines, seconds = int(wanted.get("lines", 0)), float(wanted.get("seconds", 0))
                return _json(await world.wait_for_journal(lines, seconds))
            case "/_calls":
                return _json(world.calls)
            case "/_chats":
                chat = read_chat(given)
                world.chats[chat.id] = chat
            case "/_faults":
                world.plan = read_plan(given)
            case "/_limits":
                world.limits.enabled = given["enabled"]
                world.limits.scale = given["scale"]
            case "/_updates":
                return _json(happen(world, given))
            case _:
                return envelope(ApiError(404, "Not Found"))
        return _json({"ok": True})


def envelope(result: object) -> Answer:
    """A result or an `ApiError` in the Bot API's envelope."""
    if not isinstance(result, ApiError):
        return _json({"ok": True, "result": result})
    found: dict[str, object] = {
        "ok": False,
        "error_code": result.code,
        "description": result.description,
    }
    if result.parameters:
        found["parameters"] = result.parameters
    headers = {}
    if "retry_after" in result.parameters:
        headers["Retry-After"] = str(result.parameters["retry_after"])
    return Answer(result.code, json.dumps(found).encode(), headers=headers)


def _json(value: object) -> Answer:
    return Answer(200, json.dumps(value, ensure_ascii=False).encode())


def _struck(fault: Fault, accepted: Answer | None) -> Answer | None:
    """The answer that a fault leaves of what was accepted."""
    match fault.how:
        case How.STATUS | How.STATUS_AFTER:
            error = ApiError(fault.status, fault.description, **fault.parameters)
            return envelope(error)
        case How.HTML | How.HTML_AFTER:
            return Answer(502, _GATEWAY, "text/html")
        case How.CUT_JSON if accepted:
            return Answer(accepted.status, accepted.body[: len(accepted.body) // 2])
        case How.DROP_BEFORE | How.DROP_AFTER:
            return None
        case _:
            return accepted
