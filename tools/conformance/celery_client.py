"""A client of Celery as its users have it, without a line of Polyspool's: prints what it sees, as JSON.

usage: celery_client.py <broker and backend> <case> [argument as JSON]
"""
import json
import sys
import time

from celery import Celery, chain

url, case, argument = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]) if len(sys.argv) > 3 else None
app = Celery("earlier", broker=url, backend=url)


@app.task(name="tasks.debug_task")
def debug_task():
    raise RuntimeError("only its name is sent")


def outcome(result, timeout=60):
    try:
        value = result.get(timeout=timeout)
    except Exception as error:
        kind = type(error)
        return {"state": result.state, "raised": kind.__name__, "module": kind.__module__, "message": str(error)}
    return {"state": result.state, "value": value, "successful": result.successful()}


def all_names(names):
    """Called without arguments: known or not is what counts."""
    results = {name: app.send_task(name, kwargs={"no_such_argument": 1}) for name in names}
    return {name: outcome(result) for name, result in results.items()}


def watched(call):
    result = app.send_task(call["name"], kwargs=call["kwargs"])
    seen = []
    while not result.ready():
        seen.append([result.state, result.info])
        time.sleep(0.02)
    return {"seen": seen, **outcome(result)}


def revoked():
    late = app.send_task("tasks.debug_task", countdown=600)
    deadline = time.time() + 20
    while app.backend.client.hget("polyspool:celery:jobs", late.id) is None and time.time() < deadline:
        time.sleep(0.05)
    late.revoke()
    return outcome(late)


cases = {
    "delay": lambda _: outcome(debug_task.delay()),
    "many": lambda count: [outcome(each) for each in [debug_task.apply_async(priority=i % 10) for i in range(count)]],
    "names": all_names,
    "watched": watched,
    "unknown": lambda _: outcome(app.send_task("tasks.never_heard_of")),
    "pickled": lambda _: outcome(app.send_task("tasks.debug_task", args=[{1, 2}], serializer="pickle")),
    "chained": lambda _: outcome(chain(debug_task.si(), debug_task.si())().parent),
    "revoked": lambda _: revoked(),
}
print(json.dumps(cases[case](argument)))
