from http.server import ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.ui.preview import Handler


@pytest.fixture(scope="session")
def sample_site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def visit(chromium, sample_site):
    """Opens a sample page; afterwards nothing may have broken the content security policy or thrown."""
    contexts, complaints = [], []

    def open_page(name, **options):
        contexts.append(chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **options}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None,
        )
        page.goto(f"{sample_site}/{name}/")
        if options.get("java_script_enabled", True):
            expect(page.locator("html[data-scripts=ready]")).to_be_attached()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
