"""Sets a new password and stores it where the applications read it."""

import json
import os
import secrets
import string

import boto3
import psycopg
from psycopg import sql

ALPHABET = string.ascii_letters + string.digits
LENGTH = 40

store = boto3.client("secretsmanager")


def handle(event, context):
    name = event["secret"]
    secret = json.loads(store.get_secret_value(SecretId=name)["SecretString"])
    password = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    with psycopg.connect(os.environ["ADMIN_URL"], autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(secret["username"]), sql.Literal(password)
            )
        )
    secret["password"] = password
    store.put_secret_value(SecretId=name, SecretString=json.dumps(secret))
    return {"rotated": name}
