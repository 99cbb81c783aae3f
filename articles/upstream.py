"""What Django and its packages have no public door for: one place, so that an upgrade breaks one.

Each stands here with what it leans on, and ``tests/test_upstream.py`` says what to look at when it
no longer holds. All other code keeps to names without an underscore; ruff sees to that.
"""

from taggit.managers import _TaggableManager


class InstanceTags(_TaggableManager):
    """What taggit puts at ``article.tags``; its documentation gives no other class to build on."""

    def forget_prefetched(self):
        """Ask the database for the tags again: they are about to be others."""
        self._remove_prefetched_objects()


class ValidationScope:
    """For a ``ModelForm`` that says itself which fields of the model are left unvalidated."""

    def without_validation(self, excluded: set[str]) -> set[str]:
        """Names of the fields that are not validated; ``excluded`` are those Django would leave."""
        return excluded

    def _get_validation_exclusions(self):
        return self.without_validation(super()._get_validation_exclusions())


def go_on_from_password(request, login):
    """The response to a password that was right: the second step, or what ``login`` leads to.

    allauth's public ``perform_login`` does not note that a password was given, for which it then
    asks once more at each page that wants a recent one.
    """
    # Needs allauth's models, which are loaded behind those that use this module.
    from allauth.account.internal.flows.login import perform_password_login  # noqa: PLC0415

    return perform_password_login(request, {"username": login.user.get_username()}, login)
