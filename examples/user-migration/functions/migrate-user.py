"""Takes users over from a table of another program, at their first sign-in or when they forgot their password.

The table `users(name, email, email_verified, salt, hash)` lies in the SQLite file LEGACY_USERS; `hash` is PBKDF2 with
SHA-256 and 600,000 rounds. Runs unchanged under AWS Lambda.
"""
import hashlib
import hmac
import os
import sqlite3

ROUNDS = 600_000


def legacy_user(name):
    connection = sqlite3.connect(f"file:{os.environ['LEGACY_USERS']}?mode=ro", uri=True)
    try:
        query = "SELECT name, email, email_verified, salt, hash FROM users WHERE name = ?"
        return connection.execute(query, (name,)).fetchone()
    finally:
        connection.close()


def password_is_right(password, salt, expected):
    given = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ROUNDS)
    return hmac.compare_digest(given, expected)


def lambda_handler(event, context):
    # A function that says nothing about a user says that there is none; it must not say why.
    user = legacy_user(event["userName"])
    if user is None:
        return event
    name, email, email_verified, salt, expected = user
    if event["triggerSource"] == "UserMigration_Authentication":
        if not password_is_right(event["request"]["password"], salt, expected):
            return event
        # The password that was typed stays; without this the user would have to choose a new one.
        event["response"]["finalUserStatus"] = "CONFIRMED"
    event["response"]["userAttributes"] = {
        "email": email,
        "email_verified": "true" if email_verified else "false",
    }
    event["response"]["messageAction"] = "SUPPRESS"
    return event
