"""What each author published in a period, and who is late: for who may read the record of acts."""

from datetime import date, timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ...db.locks import write_transaction
from ...models import AuditEntry, Kind, KindFee
from ...models.desk.figures import figures
from ...models.desk.plan import late
from ...models.taxonomy import fees
from ...models.workflow.publishing import FIRST_YEAR, LAST_YEAR
from ..plan.lines import lines_of
from . import tables

LONGEST = timedelta(days=366)  # each article of the period is read
LATE_SHOWN = 50
_FORMATS = {
    "csv": (tables.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        tables.as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


class PeriodForm(forms.Form):
    """The first and the last day that are asked for."""

    first = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("To"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self):
        said = super().clean()
        if self.errors:
            return said
        first, last = said["first"], said["last"]
        if first > last or last - first >= LONGEST:
            raise ValidationError(_("Choose a period of a year at most, its first day first."))
        if not FIRST_YEAR < first.year <= last.year < LAST_YEAR:
            raise ValidationError(_("Choose a period of a year at most, its first day first."))
        return said


class FigureViews(admin.ModelAdmin):
    """The addresses of the figures, beside the list of articles."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("figures/", view(never_cache(self.figures_view)), name="articles_article_figures"),
            path("figures/fees/", view(require_POST(self.fees_view)), name="articles_article_fees"),
            *super().get_urls(),
        ]

    def figures_view(self, request):
        """The page; with ``format``, a table for a spreadsheet."""
        _check_permission(request)
        now, today = timezone.now(), timezone.localdate()
        month = {"first": today.replace(day=1).isoformat(), "last": today.isoformat()}
        form = PeriodForm({name: request.GET.get(name) or month[name] for name in month})
        period = form.cleaned_data if form.is_valid() else None
        found = figures(period["first"], period["last"], now) if period else None
        if found and request.GET.get("format") in _FORMATS:
            return _table(found, request.GET["format"], period["first"], period["last"])
        context = self.admin_site.each_context(request) | {
            "title": _("Figures"),
            "opts": self.opts,
            "form": form,
            "figures": found,
            "query": form.data,
            "fees": _fees(),
            "most": fees.MOST,
            "late": lines_of(late(now, LATE_SHOWN), request.user, now),
        }
        if found:
            context |= {
                "header": tables.header(found),
                "lines": [(tables.name_of(row), tables.cells(found, row)) for row in found.rows],
                "total": tables.cells(found, found.total),
            }
        return render(request, "admin/articles/article/figures.html", context)

    def fees_view(self, request):
        """Set what is paid for an article of each kind."""
        _check_permission(request)
        with write_transaction():
            wrong = [kind for kind, _amount in _fees() if not _set_fee(request, kind)]
        if wrong:
            names = ", ".join(kind.localized_name for kind in wrong)
            messages.error(request, _("A fee is a whole number, or empty: %s.") % names)
        else:
            messages.success(request, _("The fees were saved."))
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{reverse('admin:articles_article_figures')}?{query}")


def _check_permission(request):
    if not request.user.has_perm("articles.view_auditentry"):
        raise PermissionDenied


def _fees() -> list[tuple[Kind, int | None]]:
    amounts = dict(KindFee.objects.values_list("kind_id", "amount"))
    return [(kind, amounts.get(kind.pk)) for kind in Kind.objects.all()]


def _set_fee(request, kind) -> bool:
    """Store what was typed for ``kind``; False, if it is no amount."""
    typed = "".join(request.POST.get(f"fee-{kind.pk}", "").split())
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        return False
    amount = int(typed) if typed else None
    if amount is not None and amount > fees.MOST:
        return False
    stood = KindFee.objects.filter(kind=kind).values_list("amount", flat=True).first()
    if amount == stood:
        return True
    if amount is None:
        KindFee.objects.filter(kind=kind).delete()
    else:
        KindFee.objects.update_or_create(kind=kind, defaults={"amount": amount})
    before, after = {"fee": stood}, {"fee": amount}
    by, at = request.user, timezone.now()
    AuditEntry.record("change", kind, by=by, at=at, before=before, after=after)
    return True


def _table(found, name: str, first: date, last: date) -> HttpResponse:
    make, content_type = _FORMATS[name]
    response = HttpResponse(make(found), content_type=content_type)
    file = f"figures-{first.isoformat()}-{last.isoformat()}.{name}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
