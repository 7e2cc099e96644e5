// Keeps a chat at its newest message, unless the person has scrolled up from it.

export class Following {
  /** `back` is the button that brings the person down again. */
  constructor(log, back) {
    this.log = log;
    this.back = back;
    this.on = true;
    this.top = this.range = 0;
    log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // What a picture's size moves is no more the person's doing than what a new message moves.
    for (const arrival of ["load", "loadedmetadata"]) log.addEventListener(arrival, () => this.keepUp(), true);
    new ResizeObserver(() => this.keepUp()).observe(log);
    back.addEventListener("click", () => this.toNewest());
  }

  toNewest() {
    this.on = true;
    this.keepUp();
  }

  /** After anything has changed size. */
  keepUp(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = smooth && !calm ? "smooth" : "instant";
    if (this.on) this.log.scrollTo({ top: this.log.scrollHeight, behavior });
    this.measure();
  }

  /** Only a person moves a chat up whose height has not changed. */
  scrolled() {
    if (this.below() < 60) this.on = true;
    else if (this.log.scrollTop < this.top && this.range === this.reach()) this.on = false;
    this.measure();
  }

  reach() {
    return this.log.scrollHeight - this.log.clientHeight;
  }

  below() {
    return this.reach() - this.log.scrollTop;
  }

  measure() {
    this.top = this.log.scrollTop;
    this.range = this.reach();
    this.back.hidden = this.on || this.below() < 240;
  }
}
