"""What the window loads before anybody asks for it, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys

_START = (
    "import sys\n"
    "from PySide6.QtWidgets import QApplication\n"
    "from caregiver_app.app import new_shell\n"
    "from caregiver_app.cli.arguments import HouseholdSource\n"
    "app = QApplication([])\n"
    "shell = new_shell(HouseholdSource(demo=True))\n"
    "shell.show()\n"
)


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    code = (
        "shell.repaint()\n"
        "names = ('sqlalchemy', 'reportlab', 'pypdfium2', 'rapidfuzz', 'phonenumbers', 'zxingcpp', 'asyncio',\n"
        "         'caregiver_app.reference', 'caregiver_app.storage', 'caregiver_app.printing', 'PySide6.QtNetwork',\n"
        "         'caregiver_app.domain.medication', 'caregiver_app.wording', 'caregiver_app.ui.style')\n"
        "heavy = [name for name in names if name in sys.modules]\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", _START + code], check=True)


def test_the_first_page_loads_no_other_page_and_no_form() -> None:
    code = (
        "while shell.centralWidget() is None or shell.centralWidget().session is None:\n"
        "    app.processEvents()\n"
        "shell.repaint()\n"
        "names = ('sqlalchemy', 'sqlcipher3', 'cryptography', 'reportlab', 'pypdfium2', 'rapidfuzz',\n"
        "         'phonenumbers', 'zxingcpp', 'asyncio', 'hashlib', 'uuid', 'caregiver_app.printing',\n"
        "         'caregiver_app.reference.products',\n"
        "         'caregiver_app.services.explain', 'caregiver_app.services.history',\n"
        "         'caregiver_app.services.publishing', 'caregiver_app.services.backups',\n"
        "         'caregiver_app.ui.emergency', 'caregiver_app.ui.published',\n"
        "         'caregiver_app.ui.records.record_editor',\n"
        "         'caregiver_app.ui.widgets.form', 'caregiver_app.ui.widgets.date_field',\n"
        "         'caregiver_app.ui.pages.medications.form', 'caregiver_app.ui.pages.medications.stop_form')\n"
        "heavy = [name for name in names if name in sys.modules]\n"
        "prefix = 'caregiver_app.ui.pages.'\n"
        "pages = {name.split('.')[3] for name in sys.modules if name.startswith(prefix)}\n"
        "assert not heavy, heavy\n"
        "assert pages == {'medications'}, pages\n"
    )
    subprocess.run([sys.executable, "-c", _START + code], check=True)
