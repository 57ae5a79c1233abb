"""responder.py URL JOURNAL GO: speaks Astute's side on RabbitMQ, as far as Octane hears it.

It declares what Astute declares, takes one task at a time from the queue naily, writes it to JOURNAL, says that it works at it, and
once the file GO is there, that it is ready. A task whose cast has a method that Astute lacks is an error.
"""

import json
import os
import sys
import time

import pika

METHODS = {"image_provision", "provision", "granular_deploy", "task_deploy", "remove_nodes", "execute_tasks", "echo"}

url, journal, go = sys.argv[1:]
connection = pika.BlockingConnection(pika.URLParameters(url))
channel = connection.channel()
for name, kind in (("naily", "direct"), ("nailgun", "direct"), ("naily_service", "fanout")):
    channel.exchange_declare(name, kind, durable=True)
for name in ("naily", "nailgun"):
    channel.queue_declare(name, durable=True)
    channel.queue_bind(name, name, name)
channel.basic_qos(prefetch_count=1)


def reply(call, **arguments):
    arguments["task_uuid"] = call["args"]["task_uuid"]
    body = json.dumps({"method": call["respond_to"], "args": arguments})
    channel.basic_publish("nailgun", "nailgun", body, pika.BasicProperties(content_type="application/json", delivery_mode=2))


def uids(call):
    arguments = call["args"]
    nodes = arguments.get("nodes") or arguments.get("deployment_info") or arguments["provisioning_info"]["nodes"]
    return sorted({str(node["uid"]) for node in nodes})


def take(_, method, properties, body):
    # Astute acknowledges before it works.
    channel.basic_ack(method.delivery_tag)
    call = json.loads(body)
    with open(journal, "a") as file:
        file.write("%s %s %s %d\n" % (call["method"], call["args"]["task_uuid"], properties.content_type, len(body)))
    if call["method"] not in METHODS:
        reply(call, status="error", error="Unknown method %s" % call["method"], progress=100)
    elif call["method"] == "echo":
        reply(call, status="ready", progress=100)
    else:
        reply(call, status="running")
        done = "provisioned" if "provision" in call["method"] else "ready"
        progress = 0
        while not os.path.exists(go):
            progress = min(progress + 5, 95)
            working = "provisioning" if done == "provisioned" else "deploying"
            reply(call, nodes=[{"uid": uid, "status": working, "progress": progress} for uid in uids(call)])
            connection.sleep(0.5)
        reply(call, nodes=[{"uid": uid, "status": done, "progress": 100} for uid in uids(call)])
        reply(call, status="ready", progress=100)


channel.basic_consume("naily", take)
while True:
    connection.process_data_events(time_limit=None)
    time.sleep(0)
