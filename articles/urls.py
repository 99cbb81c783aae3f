"""The readers' addresses; every edition has the same ones (see ``addresses.py``)."""

urlpatterns = []
