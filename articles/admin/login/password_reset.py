"""The way back for who has lost the password: a letter with a link, good once.

Whether a name or an e-mail address is known shows neither in the answer nor in its time: the letter
is written and sent by a worker, for which a task is put into the queue in either case. The second
step stays: after the new password one signs in as always.
"""

from axes.utils import reset
from django import forms
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import (
    INTERNAL_RESET_SESSION_TOKEN,
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from ...db.locks import article_write_lock
from ...models import AuditEntry, User
from ...models.people.invitations import invitation_tokens
from ...tasks.letters import send_password_links
from .limits import by_reset, closed, enter


class WayBackForm(PasswordResetForm):
    """Django's, which takes a name too."""

    email = forms.CharField(
        label=_("Username or e-mail address"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )

    def get_users(self, email):
        name = User.normalize_username(email)
        typed = Q(username__iexact=name) | Q(email__iexact=email)
        users = User.objects.filter(typed, is_active=True, is_staff=True).exclude(email="")
        return [user for user in users if user.has_usable_password() or user.invited_at]

    def save(self, **options):
        """Have a letter sent to each; its address is the one that we know, not the one typed."""
        users = self.get_users(self.cleaned_data["email"])
        # Not unless it waits already: nobody is to see whether another asked for the same.
        send_password_links.enqueue([user.pk for user in users])


class WayBackView(PasswordResetView):
    """Asks for the name. Letters are limited by name and by address."""

    form_class = WayBackForm
    template_name = "admin/password_reset.html"
    title = _("A new password")

    def form_valid(self, form):
        if not enter(self.request, by_reset(self.request, form.cleaned_data["email"])):
            return closed(self.request)
        return super().form_valid(form)


class LetterSentView(PasswordResetDoneView):
    """Says that a letter is on its way, if there is such an account."""

    template_name = "admin/password_reset_done.html"
    title = _("Wait for the letter")


class NewPasswordView(PasswordResetConfirmView):
    """Behind the link: a new password, in the language of who has it."""

    template_name = "admin/password_reset_confirm.html"
    title = _("New password")
    verb = "password_reset"

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active and user.is_staff else None

    def get_form_kwargs(self):
        if self.validlink:
            translation.activate(self.user.language)  # until the middleware has the answer
        return super().get_form_kwargs()

    def form_valid(self, form):
        password = form.save(commit=False).password  # takes its time: nobody waits for it
        token = self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN)
        with transaction.atomic():
            article_write_lock()
            user = User.objects.select_for_update().get(pk=self.user.pk)
            self.validlink = self.token_generator.check_token(user, token)
            if not self.validlink:  # it was used a moment ago
                return self.render_to_response(self.get_context_data())
            user.password = password
            user.save(update_fields=["password"])
            AuditEntry.record(self.verb, user, by=user, at=timezone.now())
            reset(username=user.get_username())
        return HttpResponseRedirect(self.get_success_url())


class InvitationView(NewPasswordView):
    """Behind the link of an invitation: the first password."""

    title = _("Welcome to the newsroom")
    token_generator = invitation_tokens
    verb = "invitation_accepted"


class PasswordIsNewView(PasswordResetCompleteView):
    """And from here to the door."""

    template_name = "admin/password_reset_complete.html"
    title = _("Password changed")
