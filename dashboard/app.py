"""The application: one for each installation, made by `create_app`."""

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from dashboard import admission, failures, languages, narrowing, security, templating, themes
from dashboard.api.app import MOUNT, create_api
from dashboard.views import BLUEPRINTS
from dashboard.wiring import Wiring, wire
from tracker.keys import Keys


def create_app(parts: Wiring, keys: Keys) -> Flask:
    """Return the dashboard over these parts, its cookies signed with the installation's own key."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=keys.dashboard,
        SESSION_COOKIE_NAME=f"tracker-{keys.derive('dashboard cookie').hex()[:8]}",  # ports share their cookies
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        TRUSTED_HOSTS=security.HOSTS,
        MAX_CONTENT_LENGTH=64 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
    )
    wire(app, parts)
    security.protect(app)
    languages.settle(app)
    admission.guard(app)
    CSRFProtect(app)
    failures.explain(app)
    narrowing.prepare(app)
    templating.prepare(app)
    themes.prepare(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {MOUNT: create_api(parts)})  # type: ignore[method-assign]
    return app
