"""Makes a table of users to try the example with: python3 make-users.py FILE NAME EMAIL PASSWORD"""
import hashlib
import os
import sqlite3
import sys

file, name, email, password = sys.argv[1:]
salt = os.urandom(16)
with sqlite3.connect(file) as users:
    users.execute("CREATE TABLE IF NOT EXISTS users (name TEXT PRIMARY KEY, email TEXT NOT NULL,"
                  " email_verified INTEGER NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL)")
    users.execute("INSERT INTO users VALUES (?, ?, 1, ?, ?)",
                  (name, email, salt, hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)))
