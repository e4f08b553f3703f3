// Without this script a value leads to its mark and a mark to its row. With it the other end is lit too, all pieces of
// a mark that print breaks, and where the panes stand side by side neither is scrolled away.
"use strict";
{
  const named = (id) => document.getElementById(id);
  const aim = (link) => decodeURIComponent(link.hash.slice(1));
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const pieces = (id) => document.querySelectorAll(`[data-of="${CSS.escape(id)}"]`);
  const leading = (id) => document.querySelectorAll(`a.v[href="#${CSS.escape(id)}"]`);

  const show = (element) => {
    const pane = element.closest(".pane");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (top > 48 && top < pane.clientHeight - 48) return;
    const far = still.matches || Math.abs(top) > 3 * pane.clientHeight;
    pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight / 3, behavior: far ? "instant" : "smooth" });
  };

  const light = (id) => {
    document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
    const target = named(id);
    if (!target) return;
    const mark = target.matches("a.v") ? named(aim(target)) : target;
    const ends = target.matches("a.v") && mark ? [mark, ...pieces(mark.id)] : [...leading(id), ...pieces(id)];
    const row = target.closest("tr");
    ends.forEach((end) => {
      end.classList.add("lit");
      if (!row) end.closest("tr")?.classList.add("lit");
    });
    if (ends.length) show(ends[0]);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('.circular a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = named(aim(link));
    const pane = target?.closest(".pane");
    if (!pane || getComputedStyle(pane).overflowY === "visible") return;
    // Side by side: the address changes and the target is lit, and the page itself stays where it is.
    event.preventDefault();
    const [left, at] = [scrollX, pane.scrollTop];
    // Panes that begin below the fold are brought up first: what is lit must be seen.
    const top = Math.max(scrollY, scrollY + pane.parentElement.getBoundingClientRect().top);
    location.hash = link.hash;
    scrollTo({ left, top, behavior: "instant" });
    pane.scrollTo({ top: at, behavior: "instant" });
    show(target);
  });
  addEventListener("hashchange", () => light(aim(location)));
  if (location.hash) light(aim(location));
}
