// Runs in the browser: opens PAGE at two widths, lets axe-core look at it, uses it by keyboard and pointer, and leaves
// what was found as JSON in the document.
"use strict";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function open(width) {
  return new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = `width:${width}px;height:800px;border:0`;
    frame.addEventListener("load", () => done(frame));
    frame.srcdoc = PAGE;
    document.body.append(frame);
  });
}

async function violations(frame) {
  const page = frame.contentDocument;
  const script = page.createElement("script");
  script.textContent = AXE;
  page.head.append(script);
  const result = await frame.contentWindow.axe.run(page, { runOnly: RULES, resultTypes: ["violations"] });
  const where = (node) => node.target.join(" ") + ": " + node.failureSummary;
  return result.violations.map((each) => each.id + " at " + each.nodes.slice(0, 3).map(where).join(" | "));
}

function press(page, key) {
  const event = new page.defaultView.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  page.activeElement.dispatchEvent(event);
}

// What each map tells when one goes into it and through it by keyboard.
function told(page) {
  return [...page.querySelectorAll("article .map-figure")].map((figure) => {
    const stops = figure.querySelectorAll('use[tabindex="0"]');
    const line = figure.querySelector(".told");
    const heard = [];
    stops[0].focus();
    heard.push(line.textContent);
    for (const key of ["ArrowRight", "End", "ArrowLeft", "Home"]) {
      press(page, key);
      heard.push(line.textContent);
    }
    const areas = figure.querySelectorAll("use[data-n]");
    const tips = [...areas].map((area) => area.querySelector("title").textContent);
    areas[areas.length - 1].dispatchEvent(new page.defaultView.PointerEvent("pointerenter"));
    return { stops: stops.length, areas: areas.length, heard, tips, pointed: line.textContent,
      drawn: [...areas].filter((area) => area.getBBox().width > 0).length };
  });
}

const cells = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));

function sorted(page) {
  const table = page.querySelector("#areas table");
  const before = cells(table);
  const button = table.tHead.rows[0].cells[1].querySelector("button");
  button.click();
  const down = cells(table);
  button.click();
  const up = cells(table);
  const state = table.tHead.rows[0].cells[1].getAttribute("aria-sort");
  button.click();
  return { before, down, up, state, after: cells(table) };
}

async function look() {
  const [phone, desk] = [await open(360), await open(1280)];
  const overflow = (frame) => {
    const { scrollWidth, clientWidth } = frame.contentDocument.documentElement;
    return scrollWidth - clientWidth;
  };
  const found = {
    violations: await violations(desk),
    violations_on_a_phone: await violations(phone),
    overflow: [overflow(phone), overflow(desk)],
    headings: [...desk.contentDocument.querySelectorAll("h1, h2, h3")].map((each) => each.tagName + " " + each.textContent),
    told: told(desk.contentDocument),
    sorted: sorted(desk.contentDocument),
  };
  document.body.innerHTML = "";
  const out = document.createElement("pre");
  out.id = "found";
  // What HTML would write in its own way is written in JSON's.
  const code = (letter) => "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0");
  out.textContent = JSON.stringify(found).replace(/[<>&\u0080-\uffff]/g, code);
  document.body.append(out);
}

look().catch((error) => { document.body.textContent = "failed: " + error.stack; });
