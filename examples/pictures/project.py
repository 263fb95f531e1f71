"""Draws the page to print of a finished folder's project, as QGIS does: python3 project.py PROJECT PICTURE."""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import QgsApplication, QgsLayoutExporter, QgsProject

DOTS_PER_INCH = 85

application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
if not project.read(sys.argv[1]):
    sys.exit(f"{sys.argv[1]} cannot be opened")
settings = QgsLayoutExporter.ImageExportSettings()
settings.dpi = DOTS_PER_INCH
layout = project.layoutManager().layouts()[0]
done = QgsLayoutExporter(layout).exportToImage(sys.argv[2], settings)
# QGIS may crash while it is torn down: the picture is there, so leave at once.
os._exit(0 if done == QgsLayoutExporter.Success else 1)
