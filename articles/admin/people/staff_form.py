"""One form for a member of staff: name, e-mail, role, sections, author page."""

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...kazakh.slugs import slug
from ...models import Author, User
from ...models.fields.slugs import unique_slug

_NEW = "new"
_LONGEST_NAME = 30  # letters of a user name that is made here


class AuthorPageField(forms.ChoiceField):
    """Which author page is the user's: one of those that are nobody's, a new one, or none."""

    def __init__(self):
        super().__init__(
            label=_("Author page"),
            required=False,
            help_text=_("Under this name the user's new articles are signed from the start."),
        )

    def offer(self, user: User) -> None:
        """Offer what there is to choose from, the page that ``user`` has already included."""
        own = Author.objects.filter(user=user) if user.pk else Author.objects.none()
        free = Author.objects.filter(user=None, is_active=True)
        self.choices = [
            ("", _("none")),
            (_NEW, _("first and last name")),
            *((str(author.pk), author.name) for author in [*own, *free]),
        ]
        self.initial = next((str(author.pk) for author in own), "" if user.pk else _NEW)


class _Staff(forms.ModelForm):
    """What adding and changing have in common; ``request_user`` is who fills the form in."""

    author_page = AuthorPageField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if page := self.fields.get("author_page"):
            page.offer(self.instance)

    def clean_email(self):
        """No two accounts of one person: the e-mail address tells."""
        email = self.cleaned_data["email"]
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if email and email != self.instance.email and (other := others.first()):
            said = _("This e-mail address is that of %(name)s.")
            raise ValidationError(said, params={"name": other.name})
        return email

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("author_page") == _NEW:
            try:
                Author._meta.get_field("name").clean(self.full_name, None)
            except ValidationError as error:
                self.add_error("last_name", error)
        return cleaned

    @property
    def full_name(self) -> str:
        """First and last name as they were typed."""
        names = (self.cleaned_data.get(name, "") for name in ("first_name", "last_name"))
        return " ".join(filter(None, map(str.strip, names)))

    @property
    def is_staff(self) -> bool:
        """Whether the user may sign in: who holds a role, or has rights beside all roles."""
        user = self.instance
        own = user.pk and user.user_permissions.exists()
        return bool(user.is_superuser or self.cleaned_data["groups"] or own)

    def author(self) -> Author | None:
        """The author that was chosen, saved or not; of their own name nobody gets a second one."""
        chosen = self.cleaned_data["author_page"]
        if chosen != _NEW:
            return Author.objects.filter(pk=chosen).first() if chosen else None
        free = Author.objects.filter(name=self.full_name, user=None, is_active=True).first()
        name = self.full_name
        return free or Author(name=name, slug=unique_slug(Author, name))

    @property
    def changes_author(self) -> bool:
        """Whether another author page was chosen; what was not sent is not changed."""
        is_new = isinstance(self, NewStaffForm)
        return "author_page" in self.data and (is_new or "author_page" in self.changed_data)

    class Meta(UserChangeForm.Meta):
        pass


class StaffForm(_Staff, UserChangeForm):
    """A member of staff who is there already."""


class NewStaffForm(_Staff, BaseUserCreationForm):
    """A new one: invited by letter, unless a password is typed here."""

    class Meta(UserChangeForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("username", "password1", "password2"):
            self.fields[name].required = False
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["first_name"].widget.attrs["autofocus"] = True
        self.fields["username"].help_text = _("If left empty, it is made from the name.")
        self.fields["email"].help_text = _("The invitation to set a password goes there.")
        self.fields["groups"].required = True

    @property
    def is_invited(self) -> bool:
        """Whether a letter is to ask for the first password."""
        return not self.cleaned_data["password1"]

    def clean_username(self):
        """A name that nobody has, letter case aside; what is left empty is made here."""
        typed = self.cleaned_data["username"]
        if typed and User.objects.filter(username__iexact=typed).exists():
            raise ValidationError(self.instance.unique_error_message(User, ["username"]))
        return typed

    def clean(self):
        cleaned = super().clean()
        typed = [cleaned.get(name) for name in ("password1", "password2")]
        if not any(typed) and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Where to send the invitation? Or type a password below."))
        elif any(typed) and not all(typed):
            self.add_error("password2", self.error_messages["password_mismatch"])
        if "username" not in self.errors and not cleaned.get("username"):
            cleaned["username"] = self._username()
        return cleaned

    def _username(self):
        named = self.full_name or self.cleaned_data.get("email", "").partition("@")[0]
        if not named:
            self.add_error("first_name", _("Write a name."))
            return ""
        made = slug(named, _LONGEST_NAME).replace("-", ".")
        taken = User.objects.filter(username__istartswith=made).values_list("username", flat=True)
        taken = {name.casefold() for name in taken}
        names = (made, *(f"{made}{number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def set_password_and_save(self, user, *args, commit=True, **kwargs):
        if not self.is_invited:
            return super().set_password_and_save(user, *args, commit=commit, **kwargs)
        user.set_unusable_password()
        if commit:
            user.save()
        return user
