"""What ``/metrics`` says."""


def figure(client, name):
    """What stands behind a name; nought before it was counted the first time."""
    page = client.get("/metrics", headers={"host": "127.0.0.1:8000"}).content.decode()
    return figure_in(page, name)


def figure_in(page, name):
    """The same of a page that was read before."""
    lines = page.splitlines()
    return next((float(line.split()[-1]) for line in lines if line.startswith(name)), 0.0)
