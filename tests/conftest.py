pytest_plugins = ["tests.cast", "tests.smtp"]
