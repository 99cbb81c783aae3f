"""What editors do to things that are no articles goes on record, field by field."""

from django.db import transaction
from django.utils import timezone

from ...models import AuditEntry
from ...models.audit import snapshot
from ..base.guarded import Guarded
from ..base.usage import ProtectsUsed


class AuditedDeletion(ProtectsUsed, Guarded):
    """Deletions are on record, from a form and from a list."""

    def delete_model(self, request, obj):
        self._audit_deletion(request, obj)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for thing in queryset:
            self._audit_deletion(request, thing)
        super().delete_queryset(request, queryset)

    def _audit_deletion(self, request, thing):
        AuditEntry.record(
            "delete", thing, by=request.user, at=timezone.now(), before=snapshot(thing)
        )


class WithoutAdminLog(Guarded):
    """Without Django's own log, which nobody reads of things that have a history page of ours."""

    def construct_change_message(self, request, form, formsets, add=False):
        return ""

    def log_addition(self, request, obj, message):
        pass

    def log_change(self, request, obj, message):
        pass

    def log_deletions(self, request, queryset):
        pass


class Audited(AuditedDeletion):
    """Additions and changes too, with what was there before and after."""

    def save_model(self, request, obj, form, change):
        stored = type(obj)._base_manager.filter(pk=obj.pk).first() if change else None
        form.snapshot_before = snapshot(stored) if stored else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        thing = type(form.instance)._base_manager.get(pk=form.instance.pk)
        before, after = form.snapshot_before, snapshot(thing)
        names = [name for name in after if not change or before.get(name) != after[name]]
        if names:
            AuditEntry.record(
                "change" if change else "add",
                thing,
                by=request.user,
                at=timezone.now(),
                before={name: before[name] for name in names} if change else None,
                after={name: after[name] for name in names},
            )
