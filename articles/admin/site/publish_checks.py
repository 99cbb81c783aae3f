"""The publish checks: how strict the newsroom is with each of them."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...models import AuditEntry, PublishCheckSetting
from ...models.workflow.publish_checks import PUBLISH_CHECKS
from ..taxonomy.admin import EditedInPlace, RowForm


class PublishCheckSettingForm(RowForm):
    """A rule that counts nothing has no limit to set."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule = PUBLISH_CHECKS.get(self.instance.name)
        if "limit" in self.fields and rule:
            self.fields["limit"].disabled = rule.limit is None
            self.fields["limit"].required = rule.limit is not None


@admin.register(PublishCheckSetting)
class PublishCheckSettingAdmin(EditedInPlace):
    """All rules on one screen; what is fixed is not among them."""

    form = PublishCheckSettingForm
    list_display = ["requirement", "level", "limit"]
    list_display_links = None
    list_editable = ["level", "limit"]
    sortable_by = []
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changelist_form(self, request, **kwargs):
        return super(EditedInPlace, self).get_changelist_form(
            request, form=PublishCheckSettingForm, **kwargs
        )

    @admin.display(description=_("requirement"))
    def requirement(self, setting):
        return str(setting)

    def save_model(self, request, obj, form, change):
        before = PublishCheckSetting.objects.filter(pk=obj.pk).values("level", "limit").first()
        super().save_model(request, obj, form, change)
        after = {"level": obj.level, "limit": obj.limit}
        by, at = request.user, timezone.now()
        AuditEntry.record("change", obj, by=by, at=at, before=before, after=after)
