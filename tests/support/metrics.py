"""What ``/metrics`` says."""


def figure(client, name):
    """What stands behind a name; nought before it was counted the first time."""
    lines = client.get("/metrics", headers={"host": "127.0.0.1:8000"}).content.decode().splitlines()
    return next((float(line.split()[-1]) for line in lines if line.startswith(name)), 0.0)
