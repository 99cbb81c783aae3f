"""The rules of the gate: how strict the newsroom is with each of them."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Act, GateRule
from ..models.gate import RULES
from .names import EditedInPlace, RowForm


class GateRuleForm(RowForm):
    """A rule that counts nothing has no limit to set."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule = RULES.get(self.instance.name)
        if "limit" in self.fields and rule:
            self.fields["limit"].disabled = rule.limit is None
            self.fields["limit"].required = rule.limit is not None


@admin.register(GateRule)
class GateRuleAdmin(EditedInPlace):
    """All rules on one screen; what is fixed is not among them."""

    form = GateRuleForm
    list_display = ["rule", "level", "limit"]
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
        return super(EditedInPlace, self).get_changelist_form(request, form=GateRuleForm, **kwargs)

    @admin.display(description=_("талап"))
    def rule(self, rule):
        return str(rule)

    def save_model(self, request, obj, form, change):
        before = GateRule.objects.filter(pk=obj.pk).values("level", "limit").first()
        super().save_model(request, obj, form, change)
        after = {"level": obj.level, "limit": obj.limit}
        by, at = request.user, timezone.now()
        Act.record("change", obj, by=by, at=at, before=before, after=after)
