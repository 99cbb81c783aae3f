"""Threads of a worker of the web server: how many, and who may hold them.

Requests of the desk may wait for a lock; as many more threads may read the forms that are turned
away. What is left is always there for readers, who wait for nobody.
"""

ALL, DESK = 16, 6

# Seconds after which a thread that computes lets another have the interpreter. With Python's own
# 5 ms a reader's page of 2 ms takes 30 while some threads of the desk compute.
SWITCH_INTERVAL = 0.0005
