"""Opens a finished folder in QGIS, without a display, and prints as JSON what QGIS made of it.

python3 render.py FOLDER PICTURES: each layer is opened as a user would, by its file alone; then the project.
"""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayoutExporter,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage


def colours(image):
    """How many different colours a picture has, and the share of it that is not white."""
    seen, painted, looked = set(), 0, 0
    for x in range(0, image.width(), 2):
        for y in range(0, image.height(), 2):
            rgb = image.pixel(x, y) & 0xFFFFFF
            seen.add(rgb)
            painted += rgb != 0xFFFFFF
            looked += 1
    return len(seen), painted / looked


def picture(layer, path):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(400, 400))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:27700"))
    to_grid = QgsCoordinateTransform(layer.crs(), settings.destinationCrs(), QgsProject.instance())
    settings.setExtent(to_grid.transformBoundingBox(layer.extent()))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(path)
    return colours(job.renderedImage())


def of_layer(folder, name, pictures):
    layer = QgsVectorLayer(f"{folder}/layers/{name}.geojson", name, "ogr")
    renderer = layer.renderer()
    # Opened by its file alone: the rules are there only when QGIS took the .qml beside it.
    rules = renderer.rootRule().children() if renderer.type() == "RuleRenderer" else []
    labels = [rule.label() for rule in rules]
    filters = [rule.filter() for rule in rules if rule.filter()]
    wrong = [each.dump() for each in filters if each.hasParserError()]
    unknown = sorted({column for each in filters for column in each.referencedColumns()} - {f.name() for f in layer.fields()})
    drawn = picture(layer, f"{pictures}/{name}.png")
    # A style that QGIS cannot read is ignored in silence; this says so. It replaces the rules: none is used after it.
    message, is_read = layer.loadNamedStyle(f"{folder}/layers/{name}.qml")
    return {
        "name": name,
        "valid": layer.isValid(),
        "crs": layer.crs().authid(),
        "features": layer.featureCount(),
        "rules": labels,
        "style_read": is_read,
        "wrong_filters": wrong,
        "unknown_fields": unknown,
        "alias": layer.attributeAlias(0),
        "map_tip": bool(layer.mapTipTemplate()),
        "colours": drawn[0],
        "painted": drawn[1],
    }


def of_project(folder, pictures):
    project = QgsProject.instance()
    is_read = project.read(f"{folder}/nearhome.qgs")
    layers = [node.layer() for node in project.layerTreeRoot().findLayers()]
    shown = [node.name() for node in project.layerTreeRoot().findLayers() if node.isVisible()]
    layout = project.layoutManager().layouts()[0]
    path = f"{pictures}/page.png"
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 60
    exported = QgsLayoutExporter(layout).exportToImage(path, settings)
    drawn = colours(QImage(path))
    extent = project.viewSettings().defaultViewExtent()
    return {
        "read": is_read,
        "crs": project.crs().authid(),
        "groups": [group.name() for group in project.layerTreeRoot().children()],
        "layers": len(layers),
        "invalid": [layer.name() if layer else "none" for layer in layers if not layer or not layer.isValid()],
        "absolute": [layer.name() for layer in layers if layer and not os.path.exists(layer.source().split("|")[0])],
        "shown": shown,
        "items": sorted(item.displayName() for item in layout.items() if hasattr(item, "displayName")),
        "extent": [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()],
        "exported": exported == QgsLayoutExporter.Success,
        "colours": drawn[0],
        "painted": drawn[1],
    }


folder, pictures = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()
names = sorted(f[:-8] for f in os.listdir(f"{folder}/layers") if f.endswith(".geojson"))
report = {"layers": [of_layer(folder, name, pictures) for name in names], "project": of_project(folder, pictures)}
print(json.dumps(report))
sys.stdout.flush()
# exitQgis() may crash at the end; the process ends here instead.
os._exit(0)
