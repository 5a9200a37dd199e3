/**
 * The t-digest that Flux estimates quantiles with: the merging variant of Dunning and Ertl with the arcsine scale.
 * Sizes of the buffers and the interpolation at both ends are those of the official engine, so that estimates agree.
 */
interface Centroid {
    mean: number;
    weight: number;
}

/** Values above this are merged into centroids of a size that the compression allows. */
export class TDigest {
    private processed: Centroid[] = [];
    private unprocessed: Centroid[] = [];
    private processedWeight = 0;
    private unprocessedWeight = 0;
    private min = Number.MAX_VALUE;
    private max = -Number.MAX_VALUE;
    private readonly maxUnprocessed: number;

    /** @param compression positive; the greater it is, the more centroids and the better the estimate */
    constructor(private readonly compression: number) {
        this.maxUnprocessed = 8 * Math.ceil(compression);
    }

    /** Takes a value; NaN does not count. */
    add(value: number): void {
        if (Number.isNaN(value)) return;
        this.unprocessed.push({ mean: value, weight: 1 });
        this.unprocessedWeight += 1;
        if (this.unprocessed.length > this.maxUnprocessed) this.process();
    }

    /** The value below which the share `q` (0 to 1) of the values lies; NaN when there are none. */
    quantile(q: number): number {
        this.process();
        const { processed, min, max, processedWeight } = this;
        const first = processed[0];
        const last = processed.at(-1);
        if (!first || !last) return NaN;
        if (processed.length === 1) return first.mean;
        const index = q * processedWeight;
        if (index <= first.weight / 2) return min + ((2 * index) / first.weight) * (first.mean - min);
        const middles = middlesOf(processed);
        const upper = middles.findIndex((middle) => middle >= index);
        const left = processed[upper - 1];
        const right = processed[upper];
        if (left && right) {
            const fromLeft = index - (middles[upper - 1] ?? 0);
            const toRight = (middles[upper] ?? 0) - index;
            return weightedAverage(left.mean, toRight, right.mean, fromLeft);
        }
        // Not symmetrical to the lower end, and the weights are negative: so does the official engine.
        const fromLast = index - processedWeight - last.weight / 2;
        return weightedAverage(last.mean, fromLast, max, last.weight / 2 - fromLast);
    }

    private process(): void {
        if (this.unprocessed.length === 0) return;
        const all = [...this.unprocessed, ...this.processed].sort((a, b) => a.mean - b.mean);
        const [first, ...rest] = all;
        if (!first) return;
        this.unprocessed = [];
        this.processedWeight += this.unprocessedWeight;
        this.unprocessedWeight = 0;
        this.processed = this.merge(first, rest);
        // The ends of the merged centroids, not of the values: so does the official engine.
        this.min = Math.min(this.min, this.processed[0]?.mean ?? this.min);
        this.max = Math.max(this.max, this.processed.at(-1)?.mean ?? this.max);
    }

    private merge(first: Centroid, rest: readonly Centroid[]): Centroid[] {
        const total = this.processedWeight;
        let current = first;
        const merged = [current];
        let soFar = current.weight;
        let limit = total * this.shareAt(1);
        for (const centroid of rest) {
            if (soFar + centroid.weight <= limit) {
                current.weight += centroid.weight;
                current.mean += (centroid.weight * (centroid.mean - current.mean)) / current.weight;
            } else {
                limit = total * this.shareAt(this.locationOf(soFar / total) + 1);
                current = centroid;
                merged.push(current);
            }
            soFar += centroid.weight;
        }
        return merged;
    }

    /** The scale function and its inverse: which share of the weight lies before the k-th centroid. */
    private shareAt(k: number): number {
        const { compression } = this;
        return (Math.sin((Math.min(k, compression) * Math.PI) / compression - Math.PI / 2) + 1) / 2;
    }
    private locationOf(share: number): number {
        return (this.compression * (Math.asin(2 * share - 1) + Math.PI / 2)) / Math.PI;
    }
}

/** The weight before the middle of each centroid, and the whole weight at the end. */
function middlesOf(centroids: readonly Centroid[]): number[] {
    let before = 0;
    const middles = centroids.map(({ weight }) => {
        const middle = before + weight / 2;
        before += weight;
        return middle;
    });
    return [...middles, before];
}

function weightedAverage(x1: number, w1: number, x2: number, w2: number): number {
    const average = (x1 * w1 + x2 * w2) / (w1 + w2);
    const low = Math.min(x1, x2);
    const high = Math.max(x1, x2);
    // With an infinite neighbour the average is not a number; the least and the greatest value then stay as they are.
    if (Number.isNaN(average) && (low === Infinity || high === -Infinity)) return low;
    return Math.max(low, Math.min(average, high));
}
