# /etc/varnish/default.vcl: Varnish before the application, behind whatever speaks TLS.
# See docs/operating.md. Started with `-p http_gzip_support=off`: the application compresses, also in
# brotli, and each copy is kept by what its Vary says.
vcl 4.1;

import std;

backend newsroom {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = {
        .url = "/livez";
        .interval = 1s;
        # Who is busy for a moment is not down; who is down refuses at once.
        .timeout = 5s;
        .window = 3;
        .threshold = 2;
        # Thought well from the start: else whoever asks before the first probe gets a 503.
        .initial = 2;
    }
}

sub vcl_recv {
    # Who is signed in, who has just changed something, and who brings a password is answered by the
    # application.
    if (req.http.Cookie ~ "(^|; *)(sessionid|newsroom_position)=" || req.http.Authorization) {
        return (pass);
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.url ~ "^/admin(/|$)" || req.url == "/metrics") {
        return (pass);
    }
    # No page of readers depends on a cookie.
    unset req.http.Cookie;
    # Only what the application makes: it prefers brotli too.
    if (req.http.Accept-Encoding ~ "br") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "gzip") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    # A page that is a second old may be shown for one more, while a new one is fetched. Without an
    # answer from the application it may be shown for longer: see vcl_backend_response.
    if (std.healthy(req.backend_hint) && req.restarts == 0) {
        set req.grace = 1s;
    }
    return (hash);
}

sub vcl_backend_response {
    # What says nothing of how long it may be kept is not kept.
    if (beresp.http.Cache-Control !~ "max-age=[1-9]" || beresp.http.Set-Cookie) {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    set beresp.grace = 0s;
    if (beresp.http.Cache-Control ~ "stale-if-error=[0-9]+") {
        set beresp.grace = std.duration(
            regsub(beresp.http.Cache-Control, ".*stale-if-error=([0-9]+).*", "\1s"), 0s);
    }
    set beresp.keep = 0s;
    return (deliver);
}

sub vcl_backend_error {
    # The application has just gone, and no probe has found out yet: once more, now with the page
    # that may be shown meanwhile.
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    if (!bereq.uncacheable) {
        set beresp.http.X-No-Answer = "yes";
    }
}

sub vcl_deliver {
    if (resp.http.X-No-Answer && req.restarts == 0) {
        return (restart);
    }
    unset resp.http.X-No-Answer;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
