"use strict";
// Sorting of tables, and the figures of the area under the pointer or the focus. Without this script the page is whole:
// tables stand in their order, and an area's name and figure are its tooltip.

// The number in a cell, or its text; what is not known comes last either way.
function keyOf(cell) {
  const text = cell.dataset.sort || cell.textContent.trim();
  const number = Number(text.replace(/,/g, "").replace("\u2212", "-").replace(/%.*$/, ""));
  if (text === "\u2013" || text === "") return null;
  return Number.isNaN(number) ? text : number;
}

function compare(a, b, direction) {
  if (a === null || b === null) return (a === null) - (b === null);
  if (typeof a === "number" && typeof b === "number") return direction * (a - b);
  return direction * String(a).localeCompare(String(b), "en-GB");
}

function makeSortable(table) {
  const titles = [...table.tHead.rows[0].cells];
  const given = [...table.tBodies[0].rows];
  titles.forEach((title, at) => {
    if (title.classList.contains("drawing")) return;
    // Figures come highest first, words from A to Z; a second click turns them round, a third gives the order back.
    const ways = title.classList.contains("figure") ? ["descending", "ascending"] : ["ascending", "descending"];
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title.textContent;
    title.dataset.title = title.textContent; // what is printed: a title repeated on the next page cannot hold a button
    title.replaceChildren(button);
    button.addEventListener("click", () => {
      const way = ways[ways.indexOf(title.getAttribute("aria-sort")) + 1];
      titles.forEach((other) => other.removeAttribute("aria-sort"));
      const rows = given.map((row) => [keyOf(row.cells[at]), row]);
      if (way) {
        title.setAttribute("aria-sort", way);
        rows.sort((a, b) => compare(a[0], b[0], way === "ascending" ? 1 : -1));
      }
      table.tBodies[0].append(...rows.map((pair) => pair[1]));
    });
  });
}

// What the table of every area says of each, by its number; read before the table is sorted.
function figuresOfAreas() {
  const table = document.querySelector("#areas table");
  if (!table) return [];
  const titles = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  return [...table.tBodies[0].rows].map((row) => {
    const cells = [...row.cells].map((cell) => cell.textContent.trim());
    const figures = cells.slice(1).map((text, at) => titles[at + 1].toLowerCase() + " " + text);
    return cells[0] + ": " + figures.join(" \u00b7 ");
  });
}

function makeReadable(figure, told) {
  const map = figure.querySelector("svg.map");
  const line = figure.querySelector(".told");
  const areas = [...map.querySelectorAll("use")].sort((a, b) => a.dataset.n - b.dataset.n);
  if (!line || areas.length === 0) return;
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "use");
  ring.setAttribute("class", "ring");
  ring.setAttribute("aria-hidden", "true");
  map.append(ring);
  map.setAttribute("role", "group");
  const tell = (area) => {
    ring.setAttribute("href", area.getAttribute("href"));
    line.textContent = told[area.dataset.n] || area.textContent;
  };
  const untell = () => {
    ring.removeAttribute("href");
    line.textContent = "";
  };
  const goTo = (at) => {
    areas.forEach((area) => area.setAttribute("tabindex", "-1"));
    areas[at].setAttribute("tabindex", "0");
    areas[at].focus();
  };
  areas.forEach((area, at) => {
    area.setAttribute("role", "img");
    area.setAttribute("tabindex", at === 0 ? "0" : "-1");
    area.addEventListener("pointerenter", () => tell(area));
    area.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && untell());
    area.addEventListener("focus", () => tell(area));
    area.addEventListener("blur", untell);
    area.addEventListener("keydown", (event) => {
      const last = areas.length - 1;
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      goTo(Math.min(Math.max(next, 0), last));
    });
  });
}

const told = figuresOfAreas();
document.querySelectorAll("article .map-figure").forEach((figure) => makeReadable(figure, told));
document.querySelectorAll("table.sortable").forEach(makeSortable);
