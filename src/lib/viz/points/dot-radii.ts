import type { Cloud } from '../../points/cloud';
import type { CircleLayout } from '../circle-layout';
import { levelOf, ridgeHeight, Ridges } from '../ridge';

/** How far from the ring's centre each point of a cloud is drawn: under the ridge that its class forms now. */
export class DotRadii {
  private readonly ridges: Ridges;
  private readonly nobody_n: Uint8Array;

  constructor(private readonly cloud: Cloud) {
    this.ridges = new Ridges(cloud.classes);
    this.nobody_n = new Uint8Array(cloud.count);
  }

  /** Reads off the density of every class; call it when the points have moved. */
  measure(): void {
    this.ridges.measure(this.cloud.rad_n, this.cloud.labels_n, this.nobody_n);
  }

  /** The radius of point `i`, CSS pixels. */
  at({ ring, foot, ridge }: CircleLayout, i: number): number {
    const { labels_n, rad_n } = this.cloud;
    return ring + foot + ridge * levelOf(i) * ridgeHeight(this.ridges.densityAt(labels_n[i], rad_n[i]));
  }
}
