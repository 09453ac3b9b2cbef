// A page with a script says so to its styles: what only a script can serve shows only then.
(() => {
  "use strict";
  document.documentElement.classList.add("has-script");
})();
