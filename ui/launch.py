"""How the app is served: the options of Streamlit, since an installed app reads no config.toml."""

from __future__ import annotations

from pathlib import Path

APP = Path(__file__).parent / "app.py"
"""The script that Streamlit runs."""

LIGHT = {
    "primaryColor": "#0f5f8c",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f3f6f8",
    "textColor": "#1b2430",
    "linkColor": "#0f5f8c",
    "borderColor": "#d5dce3",
    "grayTextColor": "#586474",
    "codeTextColor": "#1b2430",
    "dataframeBorderColor": "#e1e6eb",
    "dataframeHeaderBackgroundColor": "#f3f6f8",
}
DARK = {
    "primaryColor": "#6db9e8",
    "backgroundColor": "#10161d",
    "secondaryBackgroundColor": "#19222c",
    "textColor": "#e6ebf1",
    "linkColor": "#84c5ef",
    "borderColor": "#334150",
    "grayTextColor": "#a7b3c1",
    "codeTextColor": "#e6ebf1",
    "dataframeBorderColor": "#2a3643",
    "dataframeHeaderBackgroundColor": "#19222c",
}
BOTH = {
    "baseRadius": "6px",
    "baseFontSize": "15",
    "headingFontSizes": '["1.6rem","1.2rem","1.05rem","1rem","0.95rem","0.9rem"]',
    "headingFontWeights": "[650,620,620,600,600,600]",
    "metricValueFontSize": "1.6rem",
}
UPLOAD_MB = 500
"""The largest file that the app takes: it passes through memory once, on a machine that runs the database as well."""
SERVER = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "server.enableXsrfProtection": "true",
    "server.enableAgentApi": "false",
    "server.maxUploadSize": str(UPLOAD_MB),
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
}


def streamlit_options() -> list[str]:
    """The flags of `streamlit run` for this app: loopback only, nothing sent out, light and dark colours.

    >>> streamlit_options()[0]
    '--server.address=127.0.0.1'
    """
    options = SERVER | {f"theme.{name}": value for name, value in BOTH.items()}
    for mode, colours in (("light", LIGHT), ("dark", DARK)):
        options |= {f"theme.{mode}.{name}": value for name, value in colours.items()}
    return [f"--{name}={value}" for name, value in options.items()]
