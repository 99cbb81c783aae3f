"""What templates know beyond what a view gives them."""

from django.contrib import admin


def admin_context(request):
    """The admin's context around the pages of the second step, which are not its own."""
    match = request.resolver_match
    if match and match.url_name and match.url_name.startswith(("mfa_", "account_")):
        return admin.site.each_context(request)
    return {}
