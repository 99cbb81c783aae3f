"""Health: what a load balancer is told."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder


def test_a_live_process_says_so_without_a_database(client):
    response = client.get("/livez")  # no mark: a query would be refused
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client):
    MigrationRecorder.Migration.objects.filter(app="articles").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "articles.0001_initial" in response.content.decode()


@pytest.mark.django_db
def test_not_ready_without_a_database(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused to 10.0.0.5")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database: OperationalError\n")
