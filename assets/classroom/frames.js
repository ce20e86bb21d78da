/* Plays recorded frames on a canvas: 20 a second; a frame is the ball's x y z, then x y hips gaze of each player. */
"use strict";
function pitchView(canvas, scene) {
  const ink = canvas.getContext("2d");
  const dense = Math.min(window.devicePixelRatio || 1, 2);
  const [left, top, wide, high] = scene.frame;
  canvas.width = Math.round(canvas.clientWidth * dense) || 640;
  canvas.height = Math.round(canvas.width * high / wide);
  const scale = canvas.width / wide, size = 0.62 * Math.max(0.8, wide / 22);
  const X = x => (x - left) * scale, Y = y => (-y - top) * scale;
  function clear() {
    ink.fillStyle = "#dfead2"; ink.fillRect(0, 0, canvas.width, canvas.height);
    ink.strokeStyle = "#8fa77a"; ink.lineWidth = 0.12 * scale;
    ink.strokeRect(X(-scene.length / 2), Y(scene.width / 2), scene.length * scale, scene.width * scale);
    ink.strokeStyle = "#1b1b1b"; ink.lineWidth = 0.25 * scale;
    for (const [a, b] of scene.walls || []) {
      ink.beginPath(); ink.moveTo(X(a[0]), Y(a[1])); ink.lineTo(X(b[0]), Y(b[1])); ink.stroke();
    }
    ink.fillStyle = "#d9822b";
    for (const c of scene.cones || []) ink.fillRect(X(c[0]) - 0.3 * scale, Y(c[1]) - 0.3 * scale, 0.6 * scale, 0.6 * scale);
  }
  function player(id, team, x, y, hips) {
    const r = size * scale;
    ink.save(); ink.translate(X(x), Y(y)); ink.rotate(-hips);
    ink.fillStyle = "#1b1b1b"; ink.beginPath(); ink.moveTo(r * 0.9, -r * 0.5); ink.lineTo(r * 1.6, 0); ink.lineTo(r * 0.9, r * 0.5); ink.fill();
    ink.restore();
    ink.fillStyle = team === "red" ? "#c0392b" : "#1f4fa3"; ink.beginPath();
    if (team === "red") ink.arc(X(x), Y(y), r, 0, 7); else ink.rect(X(x) - r, Y(y) - r, 2 * r, 2 * r);
    ink.fill();
    ink.fillStyle = "#fff"; ink.font = "bold " + Math.round(r * 1.35) + "px sans-serif"; ink.textAlign = "center"; ink.textBaseline = "middle";
    ink.fillText(id, X(x), Y(y));
  }
  function ball(x, y, z) {
    const r = size * 0.42 * scale * (1 + z * 0.15);
    ink.beginPath(); ink.arc(X(x), Y(y), r, 0, 7); ink.fillStyle = "#fff"; ink.fill();
    ink.strokeStyle = "#1b1b1b"; ink.lineWidth = Math.max(1, 0.1 * scale); ink.stroke();
  }
  return {
    still() {
      clear();
      const unseen = scene.unseen || [];
      for (const p of scene.players) { const at = p.shown_at || p.at; ink.globalAlpha = unseen.includes(p.id) ? 0.4 : 1; player(unseen.includes(p.id) ? p.id + "?" : p.id, p.team, at[0], at[1], p.facing * Math.PI / 180); }
      ink.globalAlpha = 1;
      ball(scene.shown_ball[0], scene.shown_ball[1], 0);
    },
    mark(x, y) {
      ink.strokeStyle = "#1b1b1b"; ink.lineWidth = 0.22 * scale;
      ink.beginPath(); ink.moveTo(X(x) - 9 * dense, Y(y)); ink.lineTo(X(x) + 9 * dense, Y(y)); ink.moveTo(X(x), Y(y) - 9 * dense); ink.lineTo(X(x), Y(y) + 9 * dense); ink.stroke();
      ink.beginPath(); ink.arc(X(x), Y(y), 7 * dense, 0, 7); ink.stroke();
    },
    grid() {
      ink.strokeStyle = "rgba(0,0,0,.25)"; ink.lineWidth = 1; ink.fillStyle = "rgba(0,0,0,.6)";
      ink.font = Math.round(11 * dense) + "px sans-serif"; ink.textAlign = "left"; ink.textBaseline = "top";
      for (let c = 0; c < 8; c++) for (let r = 0; r < 6; r++) {
        ink.strokeRect(c * canvas.width / 8, r * canvas.height / 6, canvas.width / 8, canvas.height / 6);
        ink.fillText("ABCDEFGH"[c] + (r + 1), c * canvas.width / 8 + 2, r * canvas.height / 6 + 2);
      }
    },
    cell(name) {
      const c = "ABCDEFGH".indexOf(name[0]), r = Number(name[1]) - 1;
      return [left + (c + 0.5) * wide / 8, -top - (r + 0.5) * high / 6];
    },
    frame(film, k) {
      const f = film.frames[k]; clear();
      film.ids.forEach((id, p) => player(id, film.teams[p], f[3 + 4 * p], f[4 + 4 * p], f[5 + 4 * p]));
      ball(f[0], f[1], f[2]);
    },
    metres(event) {
      const box = canvas.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * wide + left;
      const y = -top - (event.clientY - box.top) / box.height * high;
      return [Math.max(-scene.length / 2, Math.min(scene.length / 2, x)), Math.max(-scene.width / 2, Math.min(scene.width / 2, y))];
    }
  };
}
function playFilm(view, film, done) {
  const calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const step = calm ? Math.max(1, Math.floor(film.frames.length / 4)) : 1;
  let k = 0, timer = 0;
  function next() {
    view.frame(film, Math.min(k, film.frames.length - 1));
    if (k >= film.frames.length - 1) { if (done) done(); return; }
    k += step;
    timer = window.setTimeout(next, film.every * 1000 * step);
  }
  next();
  return () => window.clearTimeout(timer);
}
