/** The regions of InfluxDB Cloud that have the scripts API, as the documentation lists them. */
export const regions: readonly { readonly label: string; readonly url: string }[] = [
    { label: 'AWS, US West (Oregon)', url: 'https://us-west-2-1.aws.cloud2.influxdata.com' },
    { label: 'AWS, US East (Virginia)', url: 'https://us-east-1-1.aws.cloud2.influxdata.com' },
    { label: 'AWS, EU Central (Frankfurt)', url: 'https://eu-central-1-1.aws.cloud2.influxdata.com' },
    { label: 'Google Cloud, US Central (Iowa)', url: 'https://us-central1-1.gcp.cloud2.influxdata.com' },
    { label: 'Azure, West Europe (Amsterdam)', url: 'https://westeurope-1.azure.cloud2.influxdata.com' },
    { label: 'Azure, East US (Virginia)', url: 'https://eastus-1.azure.cloud2.influxdata.com' },
];
