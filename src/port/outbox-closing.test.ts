import { describe, expect, it } from 'vitest';
import { desk, LIMIT, one, Page, three, two } from './outbox.fixture.ts';

describe('closing', () => {
  it('comes after what is queued, and nothing comes after it', () => {
    const { open, endTick } = desk();
    const page = new Page();
    const outbox = open(page);
    let closedAfter: string | null = null;
    outbox.push(one);
    outbox.close(() => {
      closedAfter = page.text;
    });
    outbox.push(two);
    expect(closedAfter).toBe(null);
    endTick();
    expect(closedAfter).toBe('one ');
    expect(page.text).toBe('one ');
  });

  it('is at once when nothing is queued, and once', () => {
    const { open, endTick } = desk();
    const outbox = open(new Page());
    let closings = 0;
    outbox.close(() => closings++);
    outbox.close(() => closings++);
    endTick();
    expect(closings).toBe(1);
  });

  it('is called for somebody dropped with something queued, too', () => {
    const { open, endTick } = desk();
    const page = new Page('stalls');
    const outbox = open(page);
    outbox.push(Buffer.alloc(LIMIT));
    endTick();
    let isClosed = false;
    outbox.push(one);
    outbox.close(() => {
      isClosed = true;
    });
    endTick();
    expect([page.isDropped, isClosed]).toEqual([true, true]);
  });
});

describe('what cannot be stored', () => {
  it('waits until it can be, and what comes then does not wait for it', () => {
    const tick = desk();
    const page = new Page();
    const outbox = tick.open(page);
    tick.stopStoring();
    outbox.push(one);
    tick.endTick();
    // Queued before it is known that nothing can be stored.
    outbox.push(two);
    tick.outboxes.overtake();
    for (let time = 0; time < 2; time++) {
      outbox.push(three);
      tick.endTick();
    }
    expect(page.text).toBe('three three ');
    tick.outboxes.fallIn();
    outbox.push(three);
    tick.endTick();
    expect(page.text).toBe('three three ');
    tick.store();
    expect(page.text).toBe('three three one two three ');
  });

  it.each([true, false])('keeps nobody who goes, whether something is said at last: %s', (isSaid) => {
    const tick = desk();
    const [before, after] = [new Page(), new Page()];
    const outboxes = [tick.open(before), tick.open(after)] as const;
    tick.stopStoring();
    for (const outbox of outboxes) outbox.push(one);
    tick.endTick();
    const closed: string[] = [];
    outboxes[0].close(() => closed.push('before'));
    tick.outboxes.overtake();
    if (isSaid) outboxes[1].push(two);
    outboxes[1].close(() => closed.push('after'));
    tick.endTick();
    expect(closed).toEqual(['before', 'after']);
    tick.store();
    expect([before.text, after.text]).toEqual(['', isSaid ? 'two ' : '']);
  });
});
